/** The engine as a module of the subnet. */
@NullMarked
package org.synapsesubnet.engine.module;

import org.jspecify.annotations.NullMarked;
