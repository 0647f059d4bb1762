package org.synapsesubnet.miner;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.synapsesubnet.axon.AxonMain;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.image.ProgramImage;
import org.synapsesubnet.miner.axon.AxonProgram;

/** The axon as an image, from the classes and libraries that the tests run with. */
final class AxonTestImage {

    private static final Pattern PARTS =
            Pattern.compile(".*/(helidon-|jackson-core|bcprov-|jspecify-|(miner/axon|subnet-api|chain/api)/target/).*");

    private AxonTestImage() {}

    /** The image on this engine; built at the first call. */
    static ImageReference on(ContainerEngine engine) {
        List<Path> classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> PARTS.matcher(entry).matches())
                .map(Path::of)
                .toList();
        try {
            return new ProgramImage(engine.images()).of(AxonProgram.of(AxonMain.class.getName(), classPath));
        } catch (IOException | EngineException e) {
            throw new IllegalStateException("The axon's image can't be made: " + e.getMessage(), e);
        }
    }
}
