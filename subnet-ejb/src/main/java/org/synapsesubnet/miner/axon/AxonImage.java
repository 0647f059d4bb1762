package org.synapsesubnet.miner.axon;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineException.Fault;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.Images;
import org.synapsesubnet.container.image.ProgramImage;

/** Where the image of axons comes from. */
public sealed interface AxonImage {

    /**
     * The image on an engine; built there if need be.
     *
     * @throws IOException when it can't be built here
     */
    ImageReference on(Images images) throws EngineException, IOException;

    /** Put on every engine by somebody else. */
    record Named(ImageReference image) implements AxonImage {

        @Override
        public ImageReference on(Images images) throws EngineException {
            if (!images.holds(image)) {
                throw new EngineException(Fault.NOT_FOUND, "synapse.fleet.axon-image: " + image + " isn't there");
            }
            return image;
        }
    }

    /** Made from the axon's JAR. */
    record Built(Path jar) implements AxonImage {

        @Override
        public ImageReference on(Images images) throws EngineException, IOException {
            return new ProgramImage(images).of(AxonProgram.of(jar));
        }
    }

    /** Made from the JAR that travels with the application. */
    record Shipped() implements AxonImage {

        @Override
        public ImageReference on(Images images) throws EngineException, IOException {
            try (ShippedAxon shipped = ShippedAxon.unpack()) {
                return new Built(shipped.jar()).on(images);
            }
        }
    }

    /** Nothing where this build carries no JAR, as when it runs from folders of classes. */
    static Optional<AxonImage> shipped() {
        return ShippedAxon.isThere() ? Optional.of(new Shipped()) : Optional.empty();
    }
}
