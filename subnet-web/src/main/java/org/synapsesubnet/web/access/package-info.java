/** API keys under {@code /access}. */
@NullMarked
package org.synapsesubnet.web.access;

import org.jspecify.annotations.NullMarked;
