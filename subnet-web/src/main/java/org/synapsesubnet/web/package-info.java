/** The faces of the application. */
@NullMarked
package org.synapsesubnet.web;

import org.jspecify.annotations.NullMarked;
