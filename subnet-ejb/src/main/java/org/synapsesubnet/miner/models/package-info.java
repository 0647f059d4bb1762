/** The models of the fleet's miners: pulled, made, loaded and deleted through Ollama's API, as an operator wants them. */
@NullMarked
package org.synapsesubnet.miner.models;

import org.jspecify.annotations.NullMarked;
