package org.synapsesubnet.container.process;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.synapsesubnet.container.ContainerExit;
import org.synapsesubnet.container.ContainerPhase;
import org.synapsesubnet.container.ContainerPolicy;
import org.synapsesubnet.container.ContainerSpec;
import org.synapsesubnet.container.ContainerStats;
import org.synapsesubnet.container.Containers;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineException.Fault;
import org.synapsesubnet.container.ExecResult;
import org.synapsesubnet.container.ObservedContainer;
import org.synapsesubnet.container.ObservedContainer.EngineHealth;
import org.synapsesubnet.container.Subscription;

/** Containers as processes of this machine. Processors and numbers of threads aren't limited, memory is watched. */
final class Processes implements Containers {

    private static final Duration KILLED = Duration.ZERO;
    private static final Duration MOMENT = Duration.ofMillis(5);
    private static final Duration SAMPLE = Duration.ofMillis(200);
    private static final double TICKS_PER_SECOND = 100;

    private final Folders folders;
    private final AllowedCommands commands;
    private final ContainerPolicy policy;
    private final Supervisor supervisor;
    private final InstantSource clock;

    Processes(
            Folders folders,
            AllowedCommands commands,
            ContainerPolicy policy,
            Supervisor supervisor,
            InstantSource clock) {
        this.folders = folders;
        this.commands = commands;
        this.policy = policy;
        this.supervisor = supervisor;
        this.clock = clock;
    }

    /** Not here: a process has the rights of its user, who can read its volumes. */
    @Override
    public void put(String id, String folder, Map<String, byte[]> files) throws EngineException {
        throw new EngineException(
                Fault.REFUSED, "files into " + id + ": a process has the rights of its user, who can read its volumes");
    }

    @Override
    public String create(ContainerSpec spec) throws EngineException {
        policy.check(spec);
        List<String> command = commands.find(spec.image())
                .orElseThrow(() -> new EngineException(
                        Fault.NOT_FOUND,
                        "create " + spec.name() + ": synapse.fleet.native-allow-list has no command named "
                                + spec.image()));
        if (spec.gpus() > 0 || spec.health().isPresent()) {
            throw new EngineException(
                    Fault.REFUSED,
                    "create " + spec.name() + ": a process is given no graphics processors and no health command");
        }
        String id = UUID.randomUUID().toString();
        try {
            for (var volume : spec.volumes()) {
                if (Files.notExists(folders.volume(volume.source()))) {
                    folders.label(volume.source(), spec.labels());
                }
            }
            Made made = Made.of(spec, command, id, Loopback.someAddress(), folders, clock.instant());
            folders.make(made);
            supervisor.tell(made, "create");
        } catch (FileAlreadyExistsException e) {
            throw new EngineException(Fault.NAME_TAKEN, "create " + spec.name() + ": there is one of that name", e);
        } catch (IOException e) {
            throw ProcessEngine.failure("create " + spec.name(), e);
        }
        return id;
    }

    @Override
    public void start(String id) throws EngineException {
        Made made = made(id);
        try {
            supervisor.start(made);
        } catch (IOException e) {
            throw ProcessEngine.failure("start " + made.name(), e);
        }
    }

    @Override
    public void stop(String id, Duration patience) throws EngineException {
        if (find(id).isPresent()) {
            end(id, patience);
        }
    }

    @Override
    public void signal(String id, String signal) throws EngineException {
        Made made = made(id);
        ProcessHandle process = running(made);
        try {
            int code = new ProcessBuilder("kill", "-s", signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new EngineException(Fault.REFUSED, "signal " + signal + " to " + made.name() + " was refused");
            }
            supervisor.tell(made, "kill");
        } catch (IOException e) {
            throw ProcessEngine.failure("signal " + signal + " to " + made.name(), e);
        } catch (InterruptedException e) {
            throw interrupted(id, e);
        }
    }

    @Override
    public void pause(String id) throws EngineException {
        signal(id, "STOP");
        long pid = running(made(id)).pid();
        try {
            // The kernel stops its threads one after the other.
            while (Proc.read(pid).filter(seen -> !seen.isStopped()).isPresent()) {
                Thread.sleep(MOMENT);
            }
        } catch (InterruptedException e) {
            throw interrupted(id, e);
        }
    }

    @Override
    public void remove(String id) throws EngineException {
        Optional<Made> made = find(id);
        if (made.isEmpty()) {
            return;
        }
        end(id, KILLED);
        try {
            folders.remove(made.get());
            supervisor.tell(made.get(), "destroy");
        } catch (IOException e) {
            throw ProcessEngine.failure("remove " + made.get().name(), e);
        }
    }

    @Override
    public List<ObservedContainer> list(Map<String, String> labels) throws EngineException {
        try {
            var found = new ArrayList<ObservedContainer>();
            for (Made made : folders.all()) {
                if (made.labels().entrySet().containsAll(labels.entrySet())) {
                    found.add(seen(made));
                }
            }
            return found;
        } catch (IOException e) {
            throw ProcessEngine.failure("list processes", e);
        }
    }

    @Override
    public Optional<ContainerExit> exit(String id) throws EngineException {
        Optional<Made> made = find(id);
        try {
            if (made.isEmpty() || phase(made.get()) != ContainerPhase.EXITED) {
                return Optional.empty();
            }
            supervisor.awaitLastWord(id);
            return Optional.of(folders.exit(made.get()).orElse(Exit.UNSEEN).told());
        } catch (IOException e) {
            throw ProcessEngine.failure("end of " + id, e);
        }
    }

    @Override
    public ExecResult exec(String id, List<String> command) throws EngineException {
        throw new EngineException(Fault.REFUSED, "run " + command.getFirst() + ": only allowed commands are run");
    }

    @Override
    public ContainerStats stats(String id) throws EngineException {
        Made made = made(id);
        long pid = running(made).pid();
        try {
            Proc before = figures(made, pid);
            Thread.sleep(SAMPLE);
            Proc after = figures(made, pid);
            double ticks = after.cpuTicks() - before.cpuTicks();
            double cpus = ticks / TICKS_PER_SECOND / (SAMPLE.toMillis() / 1000.0);
            return new ContainerStats(
                    clock.instant(), cpus, after.residentBytes(), made.memoryBytes(), 0, 0, 0, 0, after.threads());
        } catch (InterruptedException e) {
            throw interrupted(id, e);
        }
    }

    @Override
    public Subscription stats(String id, Consumer<ContainerStats> listener, Runnable ended) throws EngineException {
        running(made(id));
        return StatsLoop.start(() -> stats(id), listener, ended);
    }

    private ObservedContainer seen(Made made) throws IOException {
        supervisor.watchMemory(made);
        ContainerPhase phase = phase(made);
        return new ObservedContainer(
                made.id(),
                made.name(),
                made.image(),
                made.labels(),
                made.createdAt(),
                phase,
                EngineHealth.UNKNOWN,
                phase == ContainerPhase.RUNNING ? Optional.of(made.host()) : Optional.empty());
    }

    private ContainerPhase phase(Made made) throws IOException {
        Optional<Run> run = folders.run(made);
        if (run.isEmpty()) {
            return ContainerPhase.CREATED;
        }
        Optional<ProcessHandle> process = run.get().process();
        if (process.isEmpty()) {
            return ContainerPhase.EXITED;
        }
        supervisor.takeOver(made, process.get());
        return Proc.read(run.get().pid()).filter(Proc::isStopped).isPresent()
                ? ContainerPhase.PAUSED
                : ContainerPhase.RUNNING;
    }

    private static void end(String id, Duration patience) throws EngineException {
        try {
            if (!Kin.of(id).end(patience)) {
                throw new EngineException(Fault.ENGINE_FAILED, "the processes of " + id + " don't end");
            }
        } catch (InterruptedException e) {
            throw interrupted(id, e);
        }
    }

    private Optional<Made> find(String id) throws EngineException {
        try {
            return folders.all().stream().filter(made -> made.id().equals(id)).findFirst();
        } catch (IOException e) {
            throw ProcessEngine.failure("find " + id, e);
        }
    }

    private Made made(String id) throws EngineException {
        return find(id).orElseThrow(() -> new EngineException(Fault.NOT_FOUND, "there is no process " + id));
    }

    private ProcessHandle running(Made made) throws EngineException {
        try {
            return folders.run(made)
                    .flatMap(Run::process)
                    .orElseThrow(() -> new EngineException(Fault.WRONG_STATE, made.name() + " doesn't run"));
        } catch (IOException e) {
            throw ProcessEngine.failure("find " + made.name(), e);
        }
    }

    private static Proc figures(Made made, long pid) throws EngineException {
        return Proc.read(pid)
                .orElseThrow(() -> new EngineException(Fault.WRONG_STATE, made.name() + " doesn't run any more"));
    }

    private static EngineException interrupted(String id, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new EngineException(Fault.UNREACHABLE, id + ": interrupted", e);
    }
}
