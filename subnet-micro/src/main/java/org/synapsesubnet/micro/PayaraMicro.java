package org.synapsesubnet.micro;

import java.util.List;
import java.util.stream.Stream;

/** Stock Payara Micro with the connector first and the application beside it, on the loopback address only. */
final class PayaraMicro {

    /** Together with what lies outside the heap the process stays under 1.2 GB. */
    private static final List<String> JVM = List.of(
            "-Xms256m",
            "-Xmx512m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:MaxMetaspaceSize=320m",
            "-XX:ReservedCodeCacheSize=128m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:TieredStopAtLevel=1",
            // A virtual thread that loads classes keeps its carrier, and Payara's class loader lets one in at a time:
            // with as few carriers as a small machine has processors all of them may wait for one that has none.
            "-Djdk.virtualThreadScheduler.parallelism=8",
            "-Djava.net.preferIPv4Stack=true",
            "-Djava.awt.headless=true");

    private final LaunchSettings settings;
    private final Reference reference;

    PayaraMicro(LaunchSettings settings, Reference reference) {
        this.settings = settings;
        this.reference = reference;
    }

    List<String> command() throws LaunchException {
        List<String> options = Stream.concat(
                        JVM.stream(), Stream.of("-Dsynapse.verification.reference=" + reference.address()))
                .toList();
        return JavaCommand.guarded(
                settings.server(),
                options,
                List.of(
                        "--nocluster",
                        "--nohostaware",
                        "--disablephonehome",
                        "--port",
                        String.valueOf(settings.port()),
                        "--maxhttpthreads",
                        "64",
                        "--rootdir",
                        ServerFolder.of(settings).path().toString(),
                        "--logproperties",
                        settings.serverFiles().resolve("logging.properties").toString(),
                        "--prebootcommandfile",
                        settings.serverFiles().resolve("pre-boot.asadmin").toString(),
                        "--deploy",
                        settings.connector().toString(),
                        "--deploy",
                        settings.application().toString()));
    }
}
