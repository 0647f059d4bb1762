/** The llama architecture: shape, weights, KV cache and the forward pass, with one fixed order of summation. */
@NullMarked
package org.synapsesubnet.engine.llama;

import org.jspecify.annotations.NullMarked;
