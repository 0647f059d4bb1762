package org.synapsesubnet.miner;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.synapsesubnet.container.EngineSettings;
import org.synapsesubnet.container.ImageReference;

/** A process to be killed: looks after the fleet in a database and says when it has begun. */
final class FleetChild {

    private FleetChild() {}

    /** @param arguments the engine's socket, the database's URL, the folder of the axons' keys and the axons' image */
    public static void main(String[] arguments) throws Exception {
        FleetBed fleet = new FleetBed(EngineSettings.local(Path.of(arguments[0])), arguments[1])
                .withAxons(Path.of(arguments[2]), new ImageReference(arguments[3]));
        fleet.look();
        System.out.println("looking");
        System.out.flush();
        new CountDownLatch(1).await();
    }
}
