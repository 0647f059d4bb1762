package org.synapsesubnet.engine.store;

/**
 * A part of a model.
 *
 * @param mediaType what it is, one of the constants here
 * @param digest {@code sha256:} and 64 hexadecimal digits
 * @param size in bytes
 * @param from the model that it was taken from; empty where it came with this one
 */
public record Layer(String mediaType, String digest, long size, String from) {

    public static final String MODEL = "application/vnd.ollama.image.model";
    public static final String SYSTEM = "application/vnd.ollama.image.system";
    public static final String TEMPLATE = "application/vnd.ollama.image.template";
    public static final String PARAMETERS = "application/vnd.ollama.image.params";
    public static final String CONFIG = "application/vnd.docker.container.image.v1+json";

    public Layer {
        Blobs.check(digest);
        if (size < 0) {
            throw new IllegalArgumentException("size: " + size + " must not be negative");
        }
    }
}
