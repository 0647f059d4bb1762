/** A small inference engine in plain Java. */
@NullMarked
package org.synapsesubnet.engine;

import org.jspecify.annotations.NullMarked;
