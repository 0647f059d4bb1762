/** The pages: the public status and the operator's console. */
@NullMarked
package org.synapsesubnet.web.console;

import org.jspecify.annotations.NullMarked;
