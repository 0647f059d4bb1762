package org.synapsesubnet.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.h2.tools.Server;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.ContainerPolicy;
import org.synapsesubnet.container.ObservedContainer;
import org.synapsesubnet.container.process.EngineCommand;
import org.synapsesubnet.container.process.ProcessEngine;

/** Miners that are processes of this machine: healed like containers, ended with the application, found after its death. */
class NativeFleetTest {

    private static final ReplicaKey FIRST = new ReplicaKey("tiny", 0);
    private static final ReplicaKey SECOND = new ReplicaKey("tiny", 1);
    private static final Duration REPAIRED = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private String command = "";

    @BeforeEach
    void command() throws IOException {
        command = EngineCommand.in(folder);
    }

    /** One engine: two in one process would both think that its processes are theirs. */
    static FleetBed bed(Path folder, String command, String url) throws SQLException {
        ContainerEngine engine = new ProcessEngine(
                folder.resolve("engine"),
                EngineCommand.allowing(command),
                ContainerPolicy.STRICT,
                Clock.systemUTC(),
                Executors.newVirtualThreadPerTaskExecutor());
        Supplier<ContainerEngine> one = () -> engine;
        return new FleetBed(one, url);
    }

    @Test
    void areHealedAndEndWithTheApplication() throws Exception {
        try (FleetBed fleet = bed(folder, command, "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")) {
            fleet.book.add(FleetBed.miner("tiny", 2, EngineCommand.image(command)));
            fleet.look();
            ready(fleet, FIRST);
            ready(fleet, SECOND);

            replaced(fleet, FIRST, "KILL", "ended by signal 9");
            replaced(fleet, SECOND, "STOP", "paused");

            fleet.leave();
            assertThat(processes()).isEmpty();
        }
    }

    @Test
    void areFoundAgainWhenTheApplicationWasKilled() throws Exception {
        String name = "mem:" + UUID.randomUUID();
        try (FleetBed fleet = bed(folder, command, "jdbc:h2:" + name + ";DB_CLOSE_DELAY=-1")) {
            fleet.book.add(FleetBed.miner("tiny", 1, EngineCommand.image(command)));
            Server server = Server.createTcpServer("-tcpPort", "0").start();
            try {
                Process application =
                        NativeChild.start(folder, command, "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/" + name);
                await().atMost(Duration.ofSeconds(60)).until(() -> fleet.isReady(FIRST));
                List<Long> before = processes();
                application.destroyForcibly().waitFor();

                fleet.look();
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> fleet.keeper().equals("first"));
                ready(fleet, FIRST);
                assertThat(processes()).hasSize(1).isEqualTo(before);

                replaced(fleet, FIRST, "KILL", "ended while nobody looked");
                assertThat(processes()).hasSize(1);
            } finally {
                server.stop();
            }
        }
    }

    @Test
    void anotherCommandThanAnAllowedOneFailsByName() throws Exception {
        try (FleetBed fleet = bed(folder, command, "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")) {
            fleet.book.add(FleetBed.miner("tiny", 1, EngineCommand.image("/bin/sh")));
            fleet.look();

            await().atMost(Duration.ofSeconds(15))
                    .until(() -> fleet.record(FIRST).lastFailure().contains("synapse.fleet.native-allow-list"));
        }
    }

    private static void replaced(FleetBed fleet, ReplicaKey key, String signal, String why) throws Exception {
        ObservedContainer before = fleet.container(key).orElseThrow();
        fleet.engine.containers().signal(before.id(), signal);
        await().atMost(REPAIRED)
                .until(() -> fleet.container(key)
                                .filter(now -> !now.id().equals(before.id()))
                                .isPresent()
                        && fleet.isReady(key));
        assertThat(fleet.record(key).lastFailure()).contains(why);
        assertThat(fleet.record(key).failures()).isEqualTo(1);
    }

    private static void ready(FleetBed fleet, ReplicaKey key) {
        await().atMost(Duration.ofSeconds(60)).until(() -> fleet.isReady(key));
    }

    /** Those that serve this test's model. */
    private List<Long> processes() {
        Pattern ours = Pattern.compile("--model\0tiny=" + Pattern.quote(folder.toString()));
        return ProcessHandle.allProcesses()
                .filter(process -> process.isAlive() && commandLine(process.pid(), ours))
                .map(ProcessHandle::pid)
                .toList();
    }

    private static boolean commandLine(long pid, Pattern ours) {
        try {
            return ours.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "cmdline")))
                    .find();
        } catch (IOException e) {
            return false;
        }
    }
}
