package org.synapsesubnet.container.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Network;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineException.Fault;
import org.synapsesubnet.container.Networks;

/** Networks of a Docker engine. */
final class DockerNetworks implements Networks {

    private static final String NEIGHBOURS = "com.docker.network.bridge.enable_icc";
    private static final String BORROWED_ADDRESS = "com.docker.network.bridge.enable_ip_masquerade";

    private final DockerClient client;
    private final Calls calls;

    DockerNetworks(DockerClient client, Calls calls) {
        this.client = client;
        this.calls = calls;
    }

    @Override
    public void ensureInternal(String name, Map<String, String> labels) throws EngineException {
        ensure(name, labels, true, Map.of(NEIGHBOURS, "false"));
    }

    @Override
    public void ensureShared(String name, Map<String, String> labels) throws EngineException {
        ensure(name, labels, true, Map.of());
    }

    @Override
    public void ensurePublished(String name, Map<String, String> labels) throws EngineException {
        ensure(name, labels, false, Map.of(NEIGHBOURS, "false", BORROWED_ADDRESS, "false"));
    }

    @Override
    public void ensureOpen(String name, Map<String, String> labels) throws EngineException {
        ensure(name, labels, false, Map.of(NEIGHBOURS, "false"));
    }

    private void ensure(String name, Map<String, String> labels, boolean internal, Map<String, String> options)
            throws EngineException {
        if (list(labels).contains(name)) {
            return;
        }
        try {
            calls.ask(
                    "make network " + name,
                    client.createNetworkCmd()
                            .withName(name)
                            .withDriver("bridge")
                            .withInternal(internal)
                            .withOptions(options)
                            .withCheckDuplicate(true)
                            .withLabels(labels)::exec);
        } catch (EngineException e) {
            // Somebody made it at the same time: good, if it is one of ours.
            if (e.fault() != Fault.WRONG_STATE || !list(labels).contains(name)) {
                throw e;
            }
        }
    }

    @Override
    public void connect(String name, String container) throws EngineException {
        try {
            calls.tell(
                    "attach " + container + " to network " + name,
                    client.connectToNetworkCmd().withNetworkId(name).withContainerId(container)::exec);
        } catch (EngineException e) {
            if (!String.valueOf(e.getMessage()).contains("already exists in network")) {
                throw e;
            }
        }
    }

    @Override
    public void disconnect(String name, String container) throws EngineException {
        try {
            calls.tell(
                    "detach " + container + " from network " + name,
                    client.disconnectFromNetworkCmd()
                            .withNetworkId(name)
                            .withContainerId(container)
                            .withForce(true)::exec);
        } catch (EngineException e) {
            if (e.fault() != Fault.NOT_FOUND && !String.valueOf(e.getMessage()).contains("is not connected")) {
                throw e;
            }
        }
    }

    @Override
    public Set<String> attached(String name) throws EngineException {
        try {
            Network network = calls.ask(
                    "look at network " + name, client.inspectNetworkCmd().withNetworkId(name)::exec);
            return network.getContainers() == null
                    ? Set.of()
                    : Set.copyOf(network.getContainers().keySet());
        } catch (EngineException e) {
            if (e.fault() == Fault.NOT_FOUND) {
                return Set.of();
            }
            throw e;
        }
    }

    @Override
    public Set<String> list(Map<String, String> labels) throws EngineException {
        return calls
                .ask("list networks", client.listNetworksCmd().withFilter("label", LabelFilter.of(labels))::exec)
                .stream()
                .map(Network::getName)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void remove(String name) throws EngineException {
        try {
            calls.tell("remove network " + name, client.removeNetworkCmd(name)::exec);
        } catch (EngineException e) {
            if (e.fault() != Fault.NOT_FOUND) {
                throw e;
            }
        }
    }
}
