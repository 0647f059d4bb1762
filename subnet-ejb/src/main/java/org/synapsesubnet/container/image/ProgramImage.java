package org.synapsesubnet.container.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.Images;

/**
 * Makes the image of a Java program from nothing: no base image, no shell, no package that nobody asked for. The same
 * program on the same Java gives the same image, which is then found and not built again.
 *
 * <p>Needs {@code jlink} in the running JDK and {@code ldd} on this machine, whose C library goes into the image; so it
 * works on Linux with glibc only.
 */
public final class ProgramImage {

    /** Label of an image: the fingerprint of the program it holds. */
    public static final String PROGRAM_LABEL = "org.synapsesubnet.program";

    private final Images images;

    public ProgramImage(Images images) {
        this.images = images;
    }

    /** The program's image on the engine; built there if need be. */
    public ImageReference of(JavaProgram program) throws EngineException, IOException {
        Map<String, String> label = Map.of(PROGRAM_LABEL, Fingerprint.of(program));
        Optional<ImageReference> known = images.find(label);
        return known.isPresent() ? known.get() : build(program, label);
    }

    private ImageReference build(JavaProgram program, Map<String, String> label) throws EngineException, IOException {
        try (TemporaryFolder work = new TemporaryFolder("synapse-image")) {
            Path runtime =
                    JavaRuntime.running().link(program.modules(), work.path().resolve("java"));
            Path archive = work.path().resolve("context.tar");
            try (ContextArchive context = new ContextArchive(Files.newOutputStream(archive))) {
                new ProgramLayout(program, runtime).write(context);
            }
            try (InputStream tar = Files.newInputStream(archive)) {
                return images.build(tar, label);
            }
        }
    }
}
