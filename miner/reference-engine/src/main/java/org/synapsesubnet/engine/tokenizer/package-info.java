/** Byte-level BPE as GGUF files carry it, and the way back from tokens to text. */
@NullMarked
package org.synapsesubnet.engine.tokenizer;

import org.jspecify.annotations.NullMarked;
