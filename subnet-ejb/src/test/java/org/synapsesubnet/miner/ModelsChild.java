package org.synapsesubnet.miner;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.synapsesubnet.container.EngineSettings;

/** A process to be killed: looks after the fleet and its models in a database and says when it has begun. */
final class ModelsChild {

    private ModelsChild() {}

    /** @param arguments the engine's socket, the database's URL, and the registry */
    public static void main(String[] arguments) throws Exception {
        FleetBed fleet = new FleetBed(
                EngineSettings.local(Path.of(arguments[0])), arguments[1], FleetBed.models(Set.of(arguments[2])));
        fleet.look();
        System.out.println("looking");
        System.out.flush();
        new CountDownLatch(1).await();
    }
}
