/** How one axon is divided among validators: shares by stake, and pure rules that keep to them; no clock, no thread. */
@NullMarked
package org.synapsesubnet.axon.share;

import org.jspecify.annotations.NullMarked;
