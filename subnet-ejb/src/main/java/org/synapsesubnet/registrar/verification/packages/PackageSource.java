package org.synapsesubnet.registrar.verification.packages;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A kind of file that tells which packages are installed. The file may be anything: what can't be read is no package. */
public sealed interface PackageSource permits DebianStatus, AlpineDatabase, PythonMetadata, NodeManifest, JavaArchive {

    /** @param path in the image, without a slash at its beginning */
    boolean reads(String path);

    /** @throws IOException when the file isn't what its name says */
    List<Component> read(String path, InputStream content) throws IOException;

    /** The source that reads a file of that name. */
    static Optional<PackageSource> of(String path) {
        return Stream.of(
                        new DebianStatus(),
                        new AlpineDatabase(),
                        new PythonMetadata(),
                        new NodeManifest(),
                        new JavaArchive())
                .filter(source -> source.reads(path))
                .map(PackageSource.class::cast)
                .findFirst();
    }
}
