package org.synapsesubnet.api.inference;

import java.io.IOException;

/** Hears an answer's text as it comes. */
@FunctionalInterface
public interface PieceListener {
    /** @throws IOException when nobody listens any more; the module stops making the answer then */
    void piece(String text) throws IOException;
}
