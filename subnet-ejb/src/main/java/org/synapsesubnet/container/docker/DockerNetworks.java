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

    private static final Map<String, String> NO_NEIGHBOURS = Map.of("com.docker.network.bridge.enable_icc", "false");

    private final DockerClient client;
    private final Calls calls;

    DockerNetworks(DockerClient client, Calls calls) {
        this.client = client;
        this.calls = calls;
    }

    @Override
    public void ensureInternal(String name, Map<String, String> labels) throws EngineException {
        if (list(labels).contains(name)) {
            return;
        }
        try {
            calls.ask(
                    "make network " + name,
                    client.createNetworkCmd()
                            .withName(name)
                            .withDriver("bridge")
                            .withInternal(true)
                            .withOptions(NO_NEIGHBOURS)
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
