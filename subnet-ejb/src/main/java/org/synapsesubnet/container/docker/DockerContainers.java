package org.synapsesubnet.container.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.synapsesubnet.container.ContainerExit;
import org.synapsesubnet.container.ContainerPolicy;
import org.synapsesubnet.container.ContainerSpec;
import org.synapsesubnet.container.ContainerStats;
import org.synapsesubnet.container.Containers;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineException.Fault;
import org.synapsesubnet.container.ExecResult;
import org.synapsesubnet.container.ObservedContainer;
import org.synapsesubnet.container.Subscription;

/** Containers of a Docker engine. */
final class DockerContainers implements Containers {

    private final DockerClient client;
    private final DockerClient streams;
    private final Calls calls;
    private final ContainerPolicy policy;

    DockerContainers(DockerClient client, DockerClient streams, Calls calls, ContainerPolicy policy) {
        this.client = client;
        this.streams = streams;
        this.calls = calls;
        this.policy = policy;
    }

    @Override
    public String create(ContainerSpec spec) throws EngineException {
        policy.check(spec);
        CreateContainerCmd create = client.createContainerCmd(spec.image().text())
                .withName(spec.name())
                .withLabels(spec.labels())
                .withEnv(spec.environment().entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .sorted()
                        .toList())
                .withHostConfig(HardenedHost.of(spec));
        if (!spec.command().isEmpty()) {
            create.withCmd(spec.command());
        }
        if (!spec.ports().isEmpty()) {
            create.withExposedPorts(HardenedHost.exposed(spec));
        }
        spec.health().map(HardenedHost::healthCheck).ifPresent(create::withHealthcheck);
        return calls.ask("create " + spec.name(), () -> create.exec().getId());
    }

    @Override
    public void put(String id, String folder, Map<String, byte[]> files) throws EngineException {
        byte[] archive = FilesArchive.of(files);
        calls.tell(
                "put files into " + id,
                client.copyArchiveToContainerCmd(id)
                        .withRemotePath(folder)
                        .withTarInputStream(new ByteArrayInputStream(archive))::exec);
    }

    @Override
    public void start(String id) throws EngineException {
        calls.tell("start " + id, client.startContainerCmd(id)::exec);
    }

    @Override
    public void stop(String id, Duration patience) throws EngineException {
        unlessGone(() -> calls.tell(
                "stop " + id,
                calls.deadline().plus(patience),
                client.stopContainerCmd(id).withTimeout(Math.toIntExact(patience.toSeconds()))::exec));
    }

    @Override
    public void signal(String id, String signal) throws EngineException {
        calls.tell("signal " + signal + " to " + id, client.killContainerCmd(id).withSignal(signal)::exec);
    }

    @Override
    public void pause(String id) throws EngineException {
        calls.tell("pause " + id, client.pauseContainerCmd(id)::exec);
    }

    @Override
    public void remove(String id) throws EngineException {
        try {
            unlessGone(() -> calls.tell(
                    "remove " + id,
                    client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true)::exec));
        } catch (EngineException e) {
            // Somebody else's removal is under way, which is what was wanted.
            if (e.fault() != Fault.WRONG_STATE
                    || !Objects.toString(e.getMessage(), "").contains("already in progress")) {
                throw e;
            }
        }
    }

    @Override
    public List<ObservedContainer> list(Map<String, String> labels) throws EngineException {
        return calls
                .ask(
                        "list containers",
                        client.listContainersCmd().withShowAll(true).withLabelFilter(labels)::exec)
                .stream()
                .map(Sightings::container)
                .toList();
    }

    @Override
    public Optional<ContainerExit> exit(String id) throws EngineException {
        try {
            ContainerState state = calls.ask("inspect " + id, client.inspectContainerCmd(id)::exec)
                    .getState();
            if (!"exited".equals(state.getStatus()) && !"dead".equals(state.getStatus())) {
                return Optional.empty();
            }
            Long code = state.getExitCodeLong();
            return Optional.of(new ContainerExit(
                    code == null ? 0 : code,
                    Boolean.TRUE.equals(state.getOOMKilled()),
                    Objects.toString(state.getError(), "")));
        } catch (EngineException e) {
            if (e.fault() == Fault.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public ExecResult exec(String id, List<String> command) throws EngineException {
        String what = "run " + command.getFirst() + " in " + id;
        return calls.ask(what, () -> {
            String run = client.execCreateCmd(id)
                    .withCmd(command.toArray(String[]::new))
                    .withAttachStdout(true)
                    .withAttachStderr(true)
                    .exec()
                    .getId();
            try (CommandOutput output = new CommandOutput()) {
                client.execStartCmd(run).exec(output).awaitCompletion();
                Long code = client.inspectExecCmd(run).exec().getExitCodeLong();
                return new ExecResult(code == null ? -1 : code, output.text());
            }
        });
    }

    @Override
    public ContainerStats stats(String id) throws EngineException {
        return calls.ask("statistics of " + id, () -> {
            try (FirstStatistics first = new FirstStatistics()) {
                client.statsCmd(id).withNoStream(true).exec(first).awaitCompletion();
                return Sightings.stats(first.value(id));
            }
        });
    }

    @Override
    public Subscription stats(String id, Consumer<ContainerStats> listener, Runnable ended) throws EngineException {
        return LiveStream.open(
                "statistics of " + id,
                streams.statsCmd(id).withNoStream(false),
                calls.deadline(),
                figures -> {
                    if (Sightings.tellsSomething(figures)) {
                        listener.accept(Sightings.stats(figures));
                    }
                },
                ended);
    }

    /** What isn't there needs no ending. */
    private static void unlessGone(EngineCall call) throws EngineException {
        try {
            call.run();
        } catch (EngineException e) {
            if (e.fault() != Fault.NOT_FOUND) {
                throw e;
            }
        }
    }

    private interface EngineCall {
        void run() throws EngineException;
    }
}
