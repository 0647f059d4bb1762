package org.synapsesubnet.miner;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.synapsesubnet.container.EngineSettings;
import org.synapsesubnet.container.ImageReference;

/** A process to be killed: looks after the fleet in a database and says when it has begun. */
final class FleetChild {

    private FleetChild() {}

    /** @param arguments the engine's socket, the database's URL, the node's name, the folder of the axons' keys and their image */
    public static void main(String[] arguments) throws Exception {
        FleetBed fleet = new FleetBed(EngineSettings.local(Path.of(arguments[0])), arguments[1]);
        if (arguments.length > 3) {
            fleet.withAxons(Path.of(arguments[3]), new ImageReference(arguments[4]));
        }
        fleet.look(new LeaseSettings(arguments[2], Duration.ofSeconds(2)));
        System.out.println("looking");
        System.out.flush();
        new CountDownLatch(1).await();
    }

    /**
     * Starts one and returns when it has begun to look.
     *
     * @param axons the folder of their keys and their image, or nothing
     */
    static Process start(EngineSettings engine, String url, String node, String... axons) throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                FleetChild.class.getName(),
                engine.address().getPath(),
                url,
                node));
        command.addAll(List.of(axons));
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = child.inputReader().readLine();
        if (!"looking".equals(said)) {
            child.destroyForcibly();
            throw new IOException("The child said " + said);
        }
        return child;
    }
}
