/** Models on disk in Ollama's own layout: manifests that name layers, layers as files named by their digests. */
@NullMarked
package org.synapsesubnet.engine.store;

import org.jspecify.annotations.NullMarked;
