package org.synapsesubnet.api.fleet;

/**
 * An uploaded GGUF file.
 *
 * @param digest {@code sha256:…}
 */
public record FleetBlobView(String digest, long sizeBytes) {}
