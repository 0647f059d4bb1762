package org.synapsesubnet.engine.store;

import java.io.IOException;

/** Hears how a pull or a creation gets on. An exception of its ends the work: nobody listens any more. */
public interface ProgressListener {

    /** Another step has begun. */
    void step(String status) throws IOException;

    /**
     * Bytes of a layer have come.
     *
     * @param digest of the layer
     * @param total bytes of the layer
     * @param completed those that are there
     */
    void fetched(String digest, long total, long completed) throws IOException;
}
