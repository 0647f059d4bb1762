/** The modules that miners run: names, configuration and where each is in its life. */
@NullMarked
package org.synapsesubnet.registrar;

import org.jspecify.annotations.NullMarked;
