package org.synapsesubnet.container.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.ContainerEngineContract;
import org.synapsesubnet.container.ContainerPhase;
import org.synapsesubnet.container.ContainerSpec;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineException.Fault;
import org.synapsesubnet.container.EngineImage;
import org.synapsesubnet.container.HealthCommand;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.ObservedContainer;
import org.synapsesubnet.container.Subscription;
import org.synapsesubnet.container.SwarmGap;
import org.synapsesubnet.container.VolumeMount;

/** A swarm keeps to the contract but where it says so here. */
class SwarmEngineTest extends ContainerEngineContract {

    @TempDir
    static Path folder;

    private @Nullable PrivateSwarm swarm;

    @Override
    protected ContainerEngine connect() {
        try {
            swarm = new PrivateSwarm(folder);
            return swarm.engine();
        } catch (IOException | InterruptedException | EngineException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected ImageReference image(ContainerEngine engine) {
        return EngineImage.on(engine);
    }

    @Override
    protected void disconnected() throws Exception {
        if (swarm != null) {
            swarm.close();
        }
    }

    @Test
    void whatASwarmCannotGiveIsRefusedUnlessItIsPutUpWith() {
        refused(Set.of(), "doesn't give no-new-privileges and no-swap");
        refused(EnumSet.of(SwarmGap.NO_SWAP), "doesn't give no-new-privileges,");
    }

    private void refused(Set<SwarmGap> allowed, String why) {
        try (SwarmEngine strict = Objects.requireNonNull(swarm).engine(allowed)) {
            fails(Fault.POLICY_VIOLATED, () -> strict.containers().create(spec()));
            assertThatThrownBy(() -> strict.containers().create(spec())).hasMessageContaining(why);
        }
    }

    /** A node may yet have the image, so nobody can say at once. */
    @Test
    @Override
    protected void whatIsNotThereIsNotFound() throws EngineException {
        ImageReference nothing = new ImageReference("sha256:" + "0".repeat(64));

        assertThat(engine.containers().exit("nobody")).isEmpty();
        engine.containers().stop("nobody", Duration.ofSeconds(1));
        fails(Fault.NOT_FOUND, () -> engine.containers().start("nobody"));
        String id = engine.containers()
                .create(ContainerSpec.of("none-" + run, nothing, network).withLabels(labels));
        engine.containers().start(id);
        awaitEnd(id);
        assertThat(engine.containers().exit(id).orElseThrow().reason()).contains("No such image");
    }

    /** But for what {@link SwarmGap} names. */
    @Test
    @Override
    protected void aContainerIsHardened() throws EngineException {
        String id = started(spec().withVolumes(List.of(new VolumeMount("models-" + run, "/models"))));

        assertThat(inside(id, "/proc/self/status"))
                .containsPattern("CapEff:\\s+0{16}")
                .containsPattern("CapBnd:\\s+0{16}")
                .as("the gap is real: close it when a swarm does")
                .containsPattern("NoNewPrivs:\\s+0");
        assertThat(inside(id, "/proc/self/mounts"))
                .containsPattern("(?m)^\\S+ / \\S+ ro[,\\s]")
                .containsPattern("(?m)^\\S+ /models \\S+ rw")
                .containsPattern("(?m)^tmpfs /tmp tmpfs rw,\\S*noexec");
        assertThat(engine.volumes().list(labels)).contains("models-" + run);
        fails(Fault.IN_USE, () -> engine.volumes().remove("models-" + run));
        fails(Fault.IN_USE, () -> engine.networks().remove(network));
    }

    /** Not a test: the private daemon has no packet filter, so that it doesn't touch the machine's. */
    @Override
    protected void containersReachThemselvesAndNoNeighbour() {}

    /** A task stays in the network that it is made with. */
    @Test
    @Override
    protected void aWayOutIsThereWhileAContainerIsAttachedToAnOpenNetwork() throws EngineException {
        fails(Fault.REFUSED, () -> engine.networks().ensureOpen(network + "-open", labels));
        assertThat(engine.networks().attached(network + "-open")).isEmpty();
    }

    @Test
    @Override
    protected void aPublishedContainerReachesItsOtherNetworkByNameAndNoNeighbour() {
        fails(Fault.REFUSED, () -> engine.networks().ensurePublished(network + "-out", labels));
    }

    @Test
    @Override
    protected void filesArePutIntoAVolumeBeforeTheStart() throws EngineException {
        String id = engine.containers().create(spec());

        fails(Fault.REFUSED, () -> engine.containers().put(id, "/keys", Map.of()));
    }

    @Test
    @Override
    protected void aProcessorThatIsNotThereIsNotGiven() {
        fails(Fault.POLICY_VIOLATED, () -> engine.containers().create(spec().withGpus(1)));
    }

    /** The swarm itself replaces what isn't well, until it gives up. */
    @Test
    @Override
    protected void theEngineRunsAHealthCommand() throws EngineException {
        String id = engine.containers()
                .create(spec().withHealth(new HealthCommand(
                        List.of(EngineImage.JAVA, "-Xshare:auto", "--no-such-option"),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        1)));
        engine.containers().start(id);

        awaitEnd(id);
        assertThat(engine.containers().exit(id)).isPresent();
    }

    @Test
    @Override
    protected void aKilledContainerSaysHowItEnded() throws EngineException {
        String id = started(spec());
        ObservedContainer before = find(id);

        engine.containers().signal(id, "KILL");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> find(id).phase() == ContainerPhase.RUNNING
                        && find(id).createdAt().isAfter(before.createdAt()));
    }

    /** By the ids of the tasks' containers: a swarm tells of services what was done to them, and no more. */
    @Test
    @Override
    protected void eventsOfOursAreTold() throws EngineException {
        var heard = new CopyOnWriteArrayList<String>();
        try (Subscription subscription = engine.events(labels, event -> heard.add(event.action()), () -> {})) {
            String id = started(spec());
            engine.containers().signal(id, "KILL");
            await().atMost(Duration.ofSeconds(10)).until(() -> heard.contains("die"));
        }
        assertThat(heard).containsSubsequence("create", "start", "kill", "die");
    }

    private void awaitEnd(String id) {
        await().atMost(Duration.ofSeconds(90)).until(() -> find(id).phase() == ContainerPhase.EXITED);
    }
}
