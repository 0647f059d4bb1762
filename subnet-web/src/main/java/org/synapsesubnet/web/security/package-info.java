/** One authentication mechanism for every face, and the permissions of REST methods. */
@NullMarked
package org.synapsesubnet.web.security;

import org.jspecify.annotations.NullMarked;
