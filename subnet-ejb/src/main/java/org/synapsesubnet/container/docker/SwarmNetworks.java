package org.synapsesubnet.container.docker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineException.Fault;
import org.synapsesubnet.container.Networks;

/**
 * Networks that services can be attached to, and that are bridges of their nodes all the same: nothing of a task leaves
 * its node, and its own engine's host reaches it. Each node has a network without containers that says how its bridge is
 * made; this engine's is made here, and an operator makes those of other nodes.
 */
final class SwarmNetworks implements Networks {

    private static final String ON_A_NODE = "-node";

    private final SwarmRoutes routes;

    SwarmNetworks(SwarmRoutes routes) {
        this.routes = routes;
    }

    @Override
    public void ensureInternal(String name, Map<String, String> labels) throws EngineException {
        if (list(labels).contains(name)) {
            return;
        }
        ObjectNode bridge = network(name + ON_A_NODE).put("ConfigOnly", true);
        bridge.putObject("Options").put("com.docker.network.bridge.enable_icc", "false");
        bridge.set("Labels", SwarmRoutes.JSON.valueToTree(labels));
        unlessThere(bridge);
        // A network after another's example takes no labels; that one's count, see list.
        ObjectNode attached =
                network(name).put("Driver", "bridge").put("Scope", "swarm").put("Internal", true);
        attached.putObject("ConfigFrom").put("Network", name + ON_A_NODE);
        unlessThere(attached);
    }

    @Override
    public void ensureShared(String name, Map<String, String> labels) throws EngineException {
        // A task here has no other beside it to share anything with.
        ensureInternal(name, labels);
    }

    @Override
    public void ensurePublished(String name, Map<String, String> labels) throws EngineException {
        throw impossible(name);
    }

    @Override
    public void ensureOpen(String name, Map<String, String> labels) throws EngineException {
        throw impossible(name);
    }

    @Override
    public void connect(String name, String container) throws EngineException {
        throw impossible(name);
    }

    @Override
    public void disconnect(String name, String container) {}

    @Override
    public Set<String> attached(String name) {
        return Set.of();
    }

    private static EngineException impossible(String name) {
        return new EngineException(
                Fault.REFUSED, "network " + name + ": a task of a swarm stays in the network that it is made with");
    }

    /** A network is complete when its attachable half is there, which the engine lists by the other half's labels. */
    @Override
    public Set<String> list(Map<String, String> labels) throws EngineException {
        Set<String> halves = routes.list("networks", labels).findValuesAsText("Name").stream()
                .filter(name -> name.endsWith(ON_A_NODE))
                .map(name -> name.substring(0, name.length() - ON_A_NODE.length()))
                .collect(Collectors.toSet());
        if (!halves.isEmpty()) {
            halves.retainAll(routes.get("list networks", "/networks").findValuesAsText("Name"));
        }
        return Set.copyOf(halves);
    }

    @Override
    public void remove(String name) throws EngineException {
        unlessGone(name);
        unlessGone(name + ON_A_NODE);
    }

    private static ObjectNode network(String name) {
        return SwarmRoutes.JSON.createObjectNode().put("Name", name).put("CheckDuplicate", true);
    }

    private void unlessThere(ObjectNode network) throws EngineException {
        try {
            routes.post("make network " + network.path("Name").asText(), "/networks/create", network);
        } catch (EngineException e) {
            // Made before, or by somebody else at the same time: its name is ours.
            if (e.fault() != Fault.WRONG_STATE) {
                throw e;
            }
        }
    }

    private void unlessGone(String name) throws EngineException {
        try {
            routes.delete("remove network " + name, "/networks/" + name);
        } catch (EngineException e) {
            if (e.fault() != Fault.NOT_FOUND) {
                throw e;
            }
        }
    }
}
