package org.synapsesubnet.container.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineException.Fault;
import org.synapsesubnet.container.EngineSettings;
import org.synapsesubnet.container.PrivateDockerd;
import org.synapsesubnet.container.RealEngine;

/** The line to an engine: mutual TLS, deadlines, and what a lost engine is called. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EngineLineTest {

    private static final Duration DEADLINE = Duration.ofSeconds(2);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestCertificates certificates;

    @SuppressWarnings("NullAway.Init")
    private PrivateDockerd dockerd;

    private URI address = URI.create("tcp://127.0.0.1:0");

    @BeforeAll
    void start() throws IOException, InterruptedException {
        certificates = new TestCertificates(folder.resolve("certificates"));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = URI.create("tcp://127.0.0.1:" + free.getLocalPort());
        }
        dockerd = new PrivateDockerd(
                folder,
                "--host=" + address,
                "--tlsverify",
                "--tlscacert=" + certificates.file("ca.pem"),
                "--tlscert=" + certificates.file("server.pem"),
                "--tlskey=" + certificates.file("server-key.pem"));
        dockerd.start();
    }

    @AfterAll
    void stop() throws IOException, InterruptedException {
        if (dockerd != null) {
            dockerd.close();
        }
    }

    @Test
    void aRemoteEngineAndWeKnowEachOther() throws EngineException {
        try (ContainerEngine engine = remote(certificates.file("."))) {
            assertThat(engine.info().cpus()).isPositive();
        }
    }

    @Test
    void aRemoteEngineOfAnotherAuthorityIsNoEngine() throws IOException, InterruptedException {
        TestCertificates others = new TestCertificates(folder.resolve("others"));
        try (ContainerEngine engine = remote(others.file("."))) {
            fails(engine, Fault.UNREACHABLE, "certificate");
        }
    }

    @Test
    void aRemoteEngineNeedsCertificates() {
        assertThatThrownBy(() -> new EngineSettings(address, Optional.empty(), DEADLINE, Duration.ofMinutes(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("certificates: missing, but " + address + " needs them");
        assertThatThrownBy(() -> remote(folder.resolve("nowhere")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void aSilentEngineIsNotWaitedForLongerThanTheDeadline() throws Exception {
        try (ContainerEngine engine =
                RealEngine.connect(EngineSettings.local(dockerd.socket()).withDeadline(DEADLINE))) {
            engine.info();
            dockerd.signal("STOP");
            try {
                long start = System.nanoTime();
                fails(engine, Fault.DEADLINE_EXCEEDED, "no answer within PT2S");
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE.plusSeconds(1));
            } finally {
                dockerd.signal("CONT");
            }
            assertThat(engine.info().cpus()).isPositive();
        }
    }

    @Test
    void theEndOfAnEngineIsTold() throws Exception {
        try (ContainerEngine engine = RealEngine.connect(EngineSettings.local(dockerd.socket()))) {
            CountDownLatch ended = new CountDownLatch(1);
            try (var subscription = engine.events(Map.of(), event -> {}, ended::countDown)) {
                dockerd.stop();
                assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
                fails(engine, Fault.UNREACHABLE, "engine's description");
            } finally {
                dockerd.start();
            }
        }
    }

    private ContainerEngine remote(Path folderOfCertificates) {
        return RealEngine.connect(new EngineSettings(
                address, Optional.of(folderOfCertificates), Duration.ofSeconds(10), Duration.ofMinutes(1)));
    }

    private static void fails(ContainerEngine engine, Fault fault, String why) {
        assertThatThrownBy(engine::info).isInstanceOfSatisfying(EngineException.class, e -> {
            assertThat(e.fault()).isEqualTo(fault);
            assertThat(e).hasMessageContaining(why);
            assertThat(e.isEngineLost()).isTrue();
        });
    }
}
