package org.synapsesubnet.container.docker;

import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.ContainerEngineContract;
import org.synapsesubnet.container.EngineImage;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.RealEngine;

/** The Docker engine of this machine, through its socket, keeps to the contract. */
class DockerEngineTest extends ContainerEngineContract {

    @Override
    protected ContainerEngine connect() {
        return RealEngine.connect();
    }

    @Override
    protected ImageReference image(ContainerEngine engine) {
        return EngineImage.on(engine);
    }
}
