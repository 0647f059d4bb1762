package org.synapsesubnet.container.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.ContainerEvent;
import org.synapsesubnet.container.ContainerPolicy;
import org.synapsesubnet.container.Containers;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineException.Fault;
import org.synapsesubnet.container.EngineInfo;
import org.synapsesubnet.container.FixedNetworks;
import org.synapsesubnet.container.Images;
import org.synapsesubnet.container.Networks;
import org.synapsesubnet.container.Subscription;
import org.synapsesubnet.container.Volumes;

/**
 * This machine as an engine: a container is a process that an operator has allowed, each with a loopback address of its
 * own. What must outlive a {@code kill -9} of the application lies in a folder, so the next one finds its processes
 * again; an application that ends in order ends them. Needs Linux.
 */
public final class ProcessEngine implements ContainerEngine {

    private static final Path MEMORY = Path.of("/proc/meminfo");

    private final Path root;
    private final Folders folders;
    private final AllowedCommands commands;
    private final Supervisor supervisor;
    private final Containers processes;

    /**
     * @param root folder for all that is kept; shared by no two deployments
     * @param threads for one wait per end of a process; stays the caller's
     * @throws IllegalArgumentException when the folder can't be made
     */
    public ProcessEngine(
            Path root, AllowedCommands commands, ContainerPolicy policy, InstantSource clock, ExecutorService threads) {
        this.root = root.toAbsolutePath().normalize();
        this.commands = commands;
        try {
            folders = new Folders(root);
        } catch (IOException e) {
            throw new IllegalArgumentException("root: " + root + " can't be used: " + e, e);
        }
        supervisor = new Supervisor(folders, threads);
        processes = new Processes(folders, commands, policy, supervisor, clock);
    }

    @Override
    public EngineInfo info() throws EngineException {
        try {
            // "MemTotal:       24684092 kB" is its first line.
            String total = Files.readAllLines(MEMORY).getFirst().replaceAll("\\D", "");
            return new EngineInfo(
                    root.toString(),
                    System.getProperty("os.version"),
                    Runtime.getRuntime().availableProcessors(),
                    Long.parseLong(total) << 10);
        } catch (IOException e) {
            throw failure("description of this machine", e);
        }
    }

    @Override
    public Containers containers() {
        return processes;
    }

    @Override
    public Images images() {
        return new CommandImages(commands);
    }

    @Override
    public Volumes volumes() {
        return new ProcessVolumes(folders);
    }

    @Override
    public Networks networks() {
        return new FixedNetworks();
    }

    @Override
    public Subscription events(Map<String, String> labels, Consumer<ContainerEvent> listener, Runnable ended) {
        return supervisor.listen(labels, listener);
    }

    /** Ends the processes in this one's care. */
    @Override
    public void close() {
        supervisor.close();
    }

    static EngineException failure(String what, IOException cause) {
        return new EngineException(Fault.ENGINE_FAILED, what + ": " + cause, cause);
    }
}
