package org.synapsesubnet.container.docker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.synapsesubnet.container.ContainerPolicy;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineException.Fault;
import org.synapsesubnet.container.EngineSettings;
import org.synapsesubnet.container.PrivateDockerd;
import org.synapsesubnet.container.SwarmGap;

/** A swarm of one private daemon that nobody outside this machine can join. Needs root. */
public final class PrivateSwarm implements AutoCloseable {

    private final PrivateDockerd dockerd;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final DockerEngine manager;
    private final SwarmRoutes routes;

    /** @param folder for all its files; its path must be short enough for sockets */
    public PrivateSwarm(Path folder) throws IOException, InterruptedException, EngineException {
        dockerd = new PrivateDockerd(folder);
        dockerd.start();
        manager = new DockerEngine(settings(), ContainerPolicy.STRICT, threads);
        routes = new SwarmRoutes(manager.line(), manager.calls());
        ObjectNode swarm = SwarmRoutes.JSON
                .createObjectNode()
                .put("ListenAddr", "127.0.0.1:" + freePort())
                .put("AdvertiseAddr", "127.0.0.1")
                .put("SubnetSize", 24);
        swarm.putArray("DefaultAddrPool").add("10.215.0.0/16");
        routes.post("begin a swarm", "/swarm/init", swarm);
    }

    public EngineSettings settings() {
        return EngineSettings.local(dockerd.socket());
    }

    /** With all that a swarm can't give put up with. */
    public SwarmEngine engine() {
        return engine(EnumSet.allOf(SwarmGap.class));
    }

    SwarmEngine engine(Set<SwarmGap> allowed) {
        return new SwarmEngine(settings(), ContainerPolicy.STRICT, allowed, Clock.systemUTC(), threads);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The bridge of the swarm's nodes would outlive the daemon; it may not have been made yet. */
    private void removeGateway() throws EngineException {
        try {
            routes.delete("remove the gateway", "/networks/docker_gwbridge");
        } catch (EngineException e) {
            if (e.fault() != Fault.NOT_FOUND) {
                throw e;
            }
        }
    }

    @Override
    public void close() throws IOException, InterruptedException, EngineException {
        try {
            routes.post("leave the swarm", "/swarm/leave?force=true", SwarmRoutes.JSON.createObjectNode());
            removeGateway();
        } finally {
            manager.close();
            threads.shutdownNow();
            dockerd.close();
        }
    }
}
