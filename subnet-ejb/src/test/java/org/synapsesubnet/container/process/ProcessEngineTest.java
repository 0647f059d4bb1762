package org.synapsesubnet.container.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.ContainerEngineContract;
import org.synapsesubnet.container.ContainerExit;
import org.synapsesubnet.container.ContainerPhase;
import org.synapsesubnet.container.ContainerPolicy;
import org.synapsesubnet.container.ContainerSpec;
import org.synapsesubnet.container.ContainerStats;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineException.Fault;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.Limits;
import org.synapsesubnet.container.Subscription;
import org.synapsesubnet.container.VolumeMount;

/** Processes of this machine keep to the contract but where it says so here. */
class ProcessEngineTest extends ContainerEngineContract {

    @TempDir
    static Path folder;

    private String command = "";

    @Override
    protected ContainerEngine connect() {
        try {
            command = EngineCommand.in(folder);
            return new ProcessEngine(
                    folder.resolve("engine"),
                    EngineCommand.allowing(command),
                    ContainerPolicy.STRICT,
                    Clock.systemUTC(),
                    Executors.newVirtualThreadPerTaskExecutor());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected ImageReference image(ContainerEngine engine) {
        return EngineCommand.image(command);
    }

    /** Linux counts them for all processes together. */
    @Override
    protected void isWhatItReceived(long bytes) {
        assertThat(bytes).isZero();
    }

    /** A process is no container: it only gets nothing of the application's. */
    @Test
    @Override
    protected void aContainerIsHardened() throws Exception {
        String id = started(spec().withVolumes(List.of(new VolumeMount("models-" + run, "/models")))
                .withEnvironment(Map.of("OLLAMA_HOST", "0.0.0.0:11434", "OLLAMA_MODELS", "/models")));

        String environment = Files.readString(Path.of("/proc", Long.toString(pid(id)), "environ"));
        assertThat(environment.split("\0"))
                .allMatch(variable -> variable.matches("(OLLAMA_|PATH=|HOME=|SYNAPSE_CONTAINER=).*"))
                .contains("OLLAMA_HOST=" + find(id).address().orElseThrow() + ":11434")
                .contains("OLLAMA_MODELS=" + folder.resolve("engine/volumes/models-" + run));
        assertThat(engine.volumes().list(labels)).contains("models-" + run);
        fails(Fault.IN_USE, () -> engine.volumes().remove("models-" + run));
    }

    /** Not a test: neighbours on the loopback reach each other. */
    @Override
    protected void containersReachThemselvesAndNoNeighbour() {}

    /** Not a test: the loopback is the only network, and leads nowhere. */
    @Override
    protected void aWayOutIsThereWhileAContainerIsAttachedToAnOpenNetwork() {}

    /** Not a test: a process's port is everybody's on this machine. */
    @Override
    protected void aPublishedContainerReachesItsOtherNetworkByNameAndNoNeighbour() {}

    @Test
    @Override
    protected void filesArePutIntoAVolumeBeforeTheStart() throws EngineException {
        String id = engine.containers().create(spec());

        fails(Fault.REFUSED, () -> engine.containers().put(id, "/keys", Map.of()));
    }

    @Test
    @Override
    protected void aProcessorThatIsNotThereIsNotGiven() {
        fails(Fault.REFUSED, () -> engine.containers().create(spec().withGpus(1)));
    }

    /** Nothing is run inside; what a process says to others isn't told from what this machine says. */
    @Test
    @Override
    protected void aRunningContainerTellsWhatItUsesUntilItIsRemoved() throws EngineException {
        String id = engine.containers().create(spec());
        fails(Fault.WRONG_STATE, () -> engine.containers().stats(id, figures -> {}, () -> {}));
        engine.containers().start(id);
        var told = new CopyOnWriteArrayList<ContainerStats>();
        var ended = new AtomicInteger();

        try (Subscription subscription = engine.containers().stats(id, told::add, ended::incrementAndGet)) {
            await().until(() -> told.size() >= 2);
            engine.containers().remove(id);
            await().until(() -> ended.get() == 1);
        }

        assertThat(told).extracting(ContainerStats::readAt).isSorted().doesNotHaveDuplicates();
        assertThat(told).extracting(ContainerStats::cpus).anyMatch(cpus -> cpus > 0.05);
        assertThat(told).extracting(ContainerStats::memoryBytes).allMatch(bytes -> bytes > 4 << 20);
    }

    /** Not a test: nobody runs health commands. */
    @Override
    protected void theEngineRunsAHealthCommand() {}

    @Test
    @Override
    protected void networksAndVolumesAreMadeOnce() throws EngineException {
        engine.volumes().ensure("twice-" + run, labels);
        engine.volumes().ensure("twice-" + run, labels);

        assertThat(engine.volumes().list(labels)).contains("twice-" + run);
        engine.volumes().remove("twice-" + run);
        engine.volumes().remove("twice-" + run);
    }

    @Test
    void onlyWholeCommandsOfTheListRun() {
        ImageReference shell = AllowedCommands.nameOf("/bin/sh");
        ImageReference more = AllowedCommands.nameOf("/bin/false --now");

        for (ImageReference other : List.of(shell, more)) {
            fails(Fault.NOT_FOUND, () -> engine.containers().create(ContainerSpec.of("other-" + run, other, network)));
        }
    }

    @Test
    void oneThatUsesMoreMemoryThanItMayIsEnded() throws EngineException {
        String id = engine.containers().create(spec().withLimits(new Limits(16 << 20, 1000, 100)));
        engine.containers().start(id);

        await().until(() -> find(id).phase() == ContainerPhase.EXITED);
        assertThat(engine.containers().exit(id))
                .hasValueSatisfying(exit -> assertThat(exit.reason()).isEqualTo("killed: out of memory"));
        assertThat(engine.containers().exit(id).map(ContainerExit::code)).contains(137L);
    }

    private long pid(String id) {
        return Kin.of(id).first().orElseThrow().pid();
    }
}
