/** The GGUF file format, version 3: reading it memory-mapped, writing it, and the tensor encodings F32, F16, Q8_0 and Q4_0. */
@NullMarked
package org.synapsesubnet.engine.gguf;

import org.jspecify.annotations.NullMarked;
