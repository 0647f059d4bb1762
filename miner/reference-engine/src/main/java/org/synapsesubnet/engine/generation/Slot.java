package org.synapsesubnet.engine.generation;

import org.synapsesubnet.engine.llama.KvCache;
import org.synapsesubnet.engine.llama.LlamaShape;
import org.synapsesubnet.engine.llama.Workspace;

/** The memory of one generation at a time: a KV cache, which also serves the next prompt that begins alike. */
record Slot(KvCache cache, Workspace workspace) {

    Slot(LlamaShape shape) {
        this(new KvCache(shape), new Workspace(shape));
    }
}
