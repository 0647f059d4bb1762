package org.synapsesubnet.miner.axon;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * The axon's JAR out of the application's archive, as a file for as long as its image is being made. It is read by the
 * class loader, since servers keep archives packed, unpacked, or in a file system of their own.
 *
 * @param jar gone when this is closed
 */
record ShippedAxon(Path jar) implements AutoCloseable {

    /** Not called a JAR: servers look for parts of the application in those. */
    private static final String RESOURCE = "/META-INF/shipped/axon";

    static boolean isThere() {
        return ShippedAxon.class.getResource(RESOURCE) != null;
    }

    /** @throws IOException when this build carries none, or there is no room for it */
    static ShippedAxon unpack() throws IOException {
        try (@Nullable InputStream packed = ShippedAxon.class.getResourceAsStream(RESOURCE)) {
            if (packed == null) {
                throw new FileNotFoundException("this build carries no axon");
            }
            return of(packed);
        }
    }

    private static ShippedAxon of(InputStream packed) throws IOException {
        ShippedAxon shipped = new ShippedAxon(Files.createTempFile("synapse-axon", ".jar"));
        try {
            Files.copy(packed, shipped.jar, StandardCopyOption.REPLACE_EXISTING);
            return shipped;
        } catch (IOException e) {
            shipped.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(jar);
    }
}
