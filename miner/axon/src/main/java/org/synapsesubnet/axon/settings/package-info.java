/** What an axon is told when it starts, by theme. */
@NullMarked
package org.synapsesubnet.axon.settings;

import org.jspecify.annotations.NullMarked;
