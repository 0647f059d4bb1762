package org.synapsesubnet.engine.gguf;

import java.io.IOException;

/** A GGUF file that can't be served; the message names the field, its value and the limit it breaks. */
public final class MalformedGgufException extends IOException {

    private static final long serialVersionUID = 1L;

    public MalformedGgufException(String message) {
        super(message);
    }

    MalformedGgufException(String field, Object value, String limit) {
        super(field + ": " + value + ", but " + limit);
    }
}
