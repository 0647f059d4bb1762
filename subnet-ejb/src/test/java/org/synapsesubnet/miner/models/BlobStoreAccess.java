package org.synapsesubnet.miner.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Uploads files as the face does. */
public final class BlobStoreAccess {

    private BlobStoreAccess() {}

    public static void accept(ModelWorks works, String digest, Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            works.blobs().accept(digest, bytes);
        }
    }
}
