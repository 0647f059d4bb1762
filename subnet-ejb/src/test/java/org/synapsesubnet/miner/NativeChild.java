package org.synapsesubnet.miner;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A process to be killed: looks after a native host in a database and says when it has begun. */
final class NativeChild {

    private NativeChild() {}

    /** @param arguments the engine's folder, its command, and the database's URL */
    public static void main(String[] arguments) throws Exception {
        FleetBed fleet = NativeFleetTest.bed(Path.of(arguments[0]), arguments[1], arguments[2]);
        fleet.look(new LeaseSettings("first", Duration.ofSeconds(2)));
        System.out.println("looking");
        System.out.flush();
        new CountDownLatch(1).await();
    }

    /** Starts one and returns when it has begun to look. */
    static Process start(Path folder, String command, String url) throws IOException {
        Process child = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NativeChild.class.getName(),
                        folder.toString(),
                        command,
                        url))
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
