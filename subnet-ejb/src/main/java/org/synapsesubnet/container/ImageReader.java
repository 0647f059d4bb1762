package org.synapsesubnet.container;

import java.io.IOException;
import java.io.InputStream;

/** Makes something of an image's archive. */
@FunctionalInterface
public interface ImageReader<T> {

    /** @param archive closed by who opened it */
    T read(InputStream archive) throws IOException;
}
