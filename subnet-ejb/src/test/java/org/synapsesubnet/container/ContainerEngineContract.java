package org.synapsesubnet.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.synapsesubnet.container.EngineException.Fault;
import org.synapsesubnet.container.ObservedContainer.EngineHealth;

/** What every container engine keeps to; a subclass names the engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ContainerEngineContract {

    protected final String run = UUID.randomUUID().toString().substring(0, 8);
    protected final Map<String, String> labels = Map.of("org.synapsesubnet.test", run);
    protected final String network = "synapse-test-" + run;
    private final AtomicInteger names = new AtomicInteger();

    @SuppressWarnings("NullAway.Init")
    protected ContainerEngine engine;

    @SuppressWarnings("NullAway.Init")
    protected ImageReference image;

    /** The engine to be tested; the test ends there when the machine has none. */
    protected abstract ContainerEngine connect();

    /** An image on it that serves the Ollama API. */
    protected abstract ImageReference image(ContainerEngine engine);

    @BeforeAll
    void connectAndMakeNetwork() throws EngineException {
        engine = connect();
        image = image(engine);
        engine.networks().ensureInternal(network, labels);
    }

    @AfterAll
    void leaveNothingBehind() throws Exception {
        if (engine == null) {
            return;
        }
        for (ObservedContainer container : engine.containers().list(labels)) {
            engine.containers().remove(container.id());
        }
        for (String volume : engine.volumes().list(labels)) {
            // A swarm's containers go a while after their services.
            await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
                engine.volumes().remove(volume);
                return true;
            });
        }
        for (String each : engine.networks().list(labels)) {
            engine.networks().remove(each);
        }
        engine.close();
        disconnected();
    }

    /** What {@link #connect} needed besides the engine goes last. */
    protected void disconnected() throws Exception {}

    @Test
    void saysWhatItHas() throws EngineException {
        EngineInfo info = engine.info();

        assertThat(info.id()).isNotBlank();
        assertThat(info.version()).matches("\\d+\\..*");
        assertThat(info.cpus()).isPositive();
        assertThat(info.memoryBytes()).isGreaterThan(1L << 28);
    }

    @Test
    void aContainerServesItsNetworkUntilItIsRemoved() throws EngineException {
        ContainerSpec spec = spec().withLimits(new Limits(256 << 20, 1500, 100));
        String id = engine.containers().create(spec);
        assertThat(find(id).phase()).isEqualTo(ContainerPhase.CREATED);

        engine.containers().start(id);
        engine.containers().start(id);
        ObservedContainer running = running(id);
        assertThat(running.name()).isEqualTo(spec.name());
        assertThat(running.imageId()).isEqualTo(image.text());
        assertThat(running.labels()).containsAllEntriesOf(labels);
        URI api = URI.create("http://" + running.address().orElseThrow() + ":11434/api/version");
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> read(api).contains("version"));

        ContainerStats stats = engine.containers().stats(id);
        assertThat(stats.memoryBytes()).isBetween(4L << 20, 256L << 20);
        assertThat(stats.memoryLimitBytes()).isEqualTo(256 << 20);
        assertThat(stats.pids()).isBetween(2L, 100L);
        assertThat(stats.receivedBytes()).satisfies(this::isWhatItReceived);

        engine.containers().remove(id);
        engine.containers().remove(id);
        assertThat(engine.containers().list(labels))
                .extracting(ObservedContainer::id)
                .doesNotContain(id);
    }

    protected void isWhatItReceived(long bytes) {
        assertThat(bytes).isPositive();
    }

    @Test
    void aNameIsGivenOnce() throws EngineException {
        ContainerSpec spec = spec();
        engine.containers().create(spec);

        fails(Fault.NAME_TAKEN, () -> engine.containers().create(spec));
    }

    @Test
    protected void whatIsNotThereIsNotFound() throws EngineException {
        ImageReference nothing = new ImageReference("sha256:" + "0".repeat(64));

        assertThat(engine.images().holds(nothing)).isFalse();
        assertThat(engine.images().holds(image)).isTrue();
        assertThat(engine.containers().exit("nobody-" + run)).isEmpty();
        engine.containers().stop("nobody-" + run, Duration.ofSeconds(1));
        fails(Fault.NOT_FOUND, () -> engine.containers().start("nobody-" + run));
        fails(Fault.NOT_FOUND, () -> engine.containers().create(ContainerSpec.of("none-" + run, nothing, network)));
    }

    @Test
    void thePolicyIsAskedFirst() {
        fails(
                Fault.POLICY_VIOLATED,
                () -> engine.containers().create(spec().withVolumes(List.of(new VolumeMount("/etc", "/host")))));
    }

    /** Each by what the program in the container meets, not by what was asked for. */
    @Test
    protected void aContainerIsHardened() throws Exception {
        String id = started(spec().withVolumes(List.of(new VolumeMount("models-" + run, "/models"))));

        assertThat(inside(id, "/proc/self/status"))
                .containsPattern("NoNewPrivs:\\s+1")
                .containsPattern("CapEff:\\s+0{16}")
                .containsPattern("CapBnd:\\s+0{16}");
        assertThat(inside(id, "/proc/self/mounts"))
                .containsPattern("(?m)^\\S+ / \\S+ ro[,\\s]")
                .containsPattern("(?m)^\\S+ /models \\S+ rw")
                .containsPattern("(?m)^tmpfs /tmp tmpfs rw,\\S*noexec");
        assertThat(engine.volumes().list(labels)).contains("models-" + run);
        fails(Fault.IN_USE, () -> engine.volumes().remove("models-" + run));
        fails(Fault.IN_USE, () -> engine.networks().remove(network));
    }

    /** By the packet filter, so an engine without one fails here. */
    @Test
    protected void containersReachThemselvesAndNoNeighbour() throws EngineException {
        String one = started(spec());
        String other = started(spec());
        String address = find(other).address().orElseThrow();
        URI api = URI.create("http://" + address + ":11434/api/version");
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> read(api).contains("version"));

        assertThat(engine.containers().exec(other, EngineImage.reach(address, 11434)))
                .isEqualTo(new ExecResult(0, "connected\n"));
        assertThat(engine.containers()
                        .exec(one, EngineImage.reach(address, 11434))
                        .output())
                .contains("SocketTimeoutException");
    }

    /** By the packet filter, so an engine without one fails here. A closed port of another machine refuses at once. */
    @Test
    protected void aWayOutIsThereWhileAContainerIsAttachedToAnOpenNetwork() throws Exception {
        String open = network + "-open";
        try (Outside outside = new Outside()) {
            String id = started(spec());
            Optional<String> address = find(id).address();
            assertThat(engine.networks().attached(open)).isEmpty();
            assertThat(said(id, outside)).contains("SocketTimeoutException");

            engine.networks().ensureOpen(open, labels);
            engine.networks().connect(open, id);
            engine.networks().connect(open, id);
            assertThat(engine.networks().attached(open)).containsExactly(id);
            assertThat(said(id, outside)).contains("Connection refused");
            assertThat(find(id).address()).isEqualTo(address);

            engine.networks().disconnect(open, id);
            engine.networks().disconnect(open, id);
            assertThat(engine.networks().attached(open)).isEmpty();
            assertThat(said(id, outside)).contains("SocketTimeoutException");
        }
        engine.networks().remove(open);
        engine.networks().disconnect(open, "nobody-" + run);
    }

    private String said(String container, Outside outside) throws EngineException {
        return engine.containers()
                .exec(container, EngineImage.reach(outside.address(), 9))
                .output();
    }

    @Test
    protected void filesArePutIntoAVolumeBeforeTheStart() throws EngineException {
        String id = engine.containers().create(spec().withVolumes(List.of(new VolumeMount("keys-" + run, "/keys"))));
        engine.containers().put(id, "/keys", Map.of("one", bytes("first"), "other", bytes("second")));
        engine.containers().put(id, "/keys", Map.of("one", bytes("again")));

        engine.containers().start(id);

        assertThat(inside(id, "/keys/one")).isEqualTo("again");
        assertThat(inside(id, "/keys/other")).isEqualTo("second");
        fails(Fault.NOT_FOUND, () -> engine.containers().put("nobody-" + run, "/keys", Map.of()));
    }

    /** As an axon stands between its engine and the world: in two networks, with one port of the host. */
    @Test
    protected void aPublishedContainerReachesItsOtherNetworkByNameAndNoNeighbour() throws Exception {
        String inner = "synapse-test-" + run + "-shared";
        String outer = "synapse-test-" + run + "-published";
        engine.networks().ensureShared(inner, labels);
        engine.networks().ensureShared(inner, labels);
        engine.networks().ensurePublished(outer, labels);
        engine.networks().ensurePublished(outer, labels);
        ContainerSpec hidden = spec(inner);
        String engineId = started(hidden);
        String front =
                engine.containers().create(spec(outer).withPorts(List.of(new PublishedPort(11434, "127.0.0.1", 0))));
        engine.networks().connect(inner, front);
        engine.networks().connect(inner, front);
        engine.containers().start(front);
        engine.networks().connect(inner, front);
        String neighbour = started(spec(outer));

        int port = find(front).ports().getOrDefault(11434, 0);
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> read(URI.create("http://127.0.0.1:" + port + "/api/version"))
                        .contains("version"));
        assertThat(engine.containers().exec(front, EngineImage.reach(hidden.name(), 11434)))
                .isEqualTo(new ExecResult(0, "connected\n"));
        String behind = find(engineId).address().orElseThrow();
        assertThat(find(engineId).ports()).isEmpty();
        assertThat(engine.containers()
                        .exec(neighbour, EngineImage.reach(behind, 11434))
                        .output())
                .contains("SocketTimeoutException");
        fails(Fault.NOT_FOUND, () -> engine.networks().connect("nothing-" + run, front));
    }

    @Test
    protected void aProcessorThatIsNotThereIsNotGiven() throws EngineException {
        String id = engine.containers().create(spec().withGpus(1));

        fails(Fault.ENGINE_FAILED, () -> engine.containers().start(id));
    }

    @Test
    protected void theEngineRunsAHealthCommand() throws EngineException {
        String id = started(spec().withHealth(new HealthCommand(
                List.of(EngineImage.JAVA, "-Xshare:auto", "--no-such-option"),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                1)));

        await().atMost(Duration.ofSeconds(20)).until(() -> find(id).health() == EngineHealth.UNHEALTHY);
    }

    @Test
    protected void aKilledContainerSaysHowItEnded() throws EngineException {
        String id = started(spec());
        assertThat(engine.containers().exit(id)).isEmpty();

        engine.containers().signal(id, "KILL");

        await().atMost(Duration.ofSeconds(10)).until(() -> find(id).phase() == ContainerPhase.EXITED);
        assertThat(engine.containers().exit(id).orElseThrow().reason()).isEqualTo("ended by signal 9");
        fails(Fault.WRONG_STATE, () -> engine.containers().signal(id, "KILL"));
    }

    @Test
    void aPausedContainerCanBeRemoved() throws EngineException {
        String id = started(spec());
        engine.containers().pause(id);
        assertThat(find(id).phase()).isEqualTo(ContainerPhase.PAUSED);

        engine.containers().remove(id);

        assertThat(engine.containers().list(labels))
                .extracting(ObservedContainer::id)
                .doesNotContain(id);
    }

    @Test
    protected void eventsOfOursAreTold() throws EngineException {
        var heard = new CopyOnWriteArrayList<ContainerEvent>();
        String id;
        try (Subscription subscription = engine.events(labels, heard::add, () -> {})) {
            id = started(spec());
            engine.containers().signal(id, "KILL");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> heard.stream()
                            .anyMatch(event ->
                                    event.id().equals(id) && event.action().equals("die")));
        }
        assertThat(heard.stream().filter(event -> event.id().equals(id)).map(ContainerEvent::action))
                .containsSubsequence("create", "start", "kill", "die");
    }

    /**
     * Figures that grow tell more than figures: the program computes, writes to its volume and talks meanwhile. A kernel
     * that doesn't account for blocks tells nothing of them at all, before and after.
     */
    @Test
    protected void aRunningContainerTellsWhatItUsesUntilItIsRemoved() throws Exception {
        String id = started(spec().withVolumes(List.of(new VolumeMount("burnt-" + run, "/models")))
                .withLimits(new Limits(256 << 20, 500, 100)));
        var told = new CopyOnWriteArrayList<ContainerStats>();
        var ended = new AtomicInteger();
        try (Subscription subscription = engine.containers().stats(id, told::add, ended::incrementAndGet)) {
            await().atMost(Duration.ofSeconds(10)).until(() -> told.size() >= 2);
            ContainerStats before = told.getLast();

            URI api = URI.create("http://" + find(id).address().orElseThrow() + ":11434/api/version");
            await().atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .until(() -> read(api).contains("version"));
            ExecResult burnt = engine.containers().exec(id, EngineImage.burn("/models/burnt"));

            assertThat(burnt.code()).as(burnt.output()).isZero();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> told.getLast().receivedBytes() > before.receivedBytes()
                            && told.getLast().sentBytes() > before.sentBytes());
            long written = told.getLast().writtenBytes() - before.writtenBytes();
            if (before.readBytes() > 0) {
                assertThat(written).isGreaterThanOrEqualTo(16 << 20);
            } else {
                assertThat(written).isZero();
            }
            assertThat(told).extracting(ContainerStats::readAt).isSorted().doesNotHaveDuplicates();
            assertThat(told).extracting(ContainerStats::cpus).anyMatch(cpus -> cpus > 0.05);
            assertThat(told).extracting(ContainerStats::cpus).allMatch(cpus -> cpus < 0.75);
            assertThat(told.getLast().memoryBytes()).isBetween(4L << 20, 256L << 20);

            engine.containers().remove(id);
            await().atMost(Duration.ofSeconds(10)).until(() -> ended.get() == 1);
        }
        fails(Fault.NOT_FOUND, () -> engine.containers().stats("nobody-" + run, told::add, () -> {}));
    }

    /** A stream holds a connection for as long as it lasts: calls must not wait for one. */
    @Test
    void manyStreamsLeaveRoomForCalls() throws EngineException {
        String id = started(spec());
        var heard = new AtomicInteger();
        var open = new ArrayList<Subscription>();
        try {
            for (int i = 0; i < 40; i++) {
                open.add(engine.containers().stats(id, figures -> heard.incrementAndGet(), () -> {}));
            }
            assertThat(find(id).phase()).isEqualTo(ContainerPhase.RUNNING);
            await().atMost(Duration.ofSeconds(10)).until(() -> heard.get() >= 40);
        } finally {
            open.forEach(Subscription::close);
        }
    }

    @Test
    protected void networksAndVolumesAreMadeOnce() throws EngineException {
        engine.networks().ensureInternal(network, labels);
        engine.volumes().ensure("twice-" + run, labels);
        engine.volumes().ensure("twice-" + run, labels);

        assertThat(engine.networks().list(labels)).contains(network);
        assertThat(engine.volumes().list(labels)).contains("twice-" + run);
        engine.volumes().remove("twice-" + run);
        engine.volumes().remove("twice-" + run);
        engine.networks().remove("nothing-" + run);
    }

    protected ContainerSpec spec() {
        return spec(network);
    }

    private ContainerSpec spec(String where) {
        return ContainerSpec.of("contract-" + run + "-" + names.incrementAndGet(), image, where)
                .withLabels(labels);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    protected String started(ContainerSpec spec) throws EngineException {
        String id = engine.containers().create(spec);
        engine.containers().start(id);
        running(id);
        return id;
    }

    /** Engines that hand a start on are given a while. */
    protected ObservedContainer running(String id) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> find(id), container -> container.phase() == ContainerPhase.RUNNING);
    }

    protected ObservedContainer find(String id) throws EngineException {
        return engine.containers().list(labels).stream()
                .filter(container -> container.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    protected String inside(String id, String file) throws EngineException {
        ExecResult result = engine.containers().exec(id, EngineImage.cat(file));
        assertThat(result.code()).as(result.output()).isZero();
        return result.output();
    }

    private static String read(URI uri) throws IOException {
        try (InputStream in = uri.toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    protected static void fails(Fault fault, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        EngineException.class,
                        e -> assertThat(e.fault()).as(e.toString()).isEqualTo(fault));
    }
}
