package org.synapsesubnet.container.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineException.Fault;
import org.synapsesubnet.container.Volumes;

/** Volumes of a Docker engine. */
final class DockerVolumes implements Volumes {

    private final DockerClient client;
    private final Calls calls;

    DockerVolumes(DockerClient client, Calls calls) {
        this.client = client;
        this.calls = calls;
    }

    @Override
    public void ensure(String name, Map<String, String> labels) throws EngineException {
        calls.ask("make volume " + name, client.createVolumeCmd().withName(name).withLabels(labels)::exec);
    }

    @Override
    public Set<String> list(Map<String, String> labels) throws EngineException {
        List<InspectVolumeResponse> volumes = calls.ask(
                        "list volumes", client.listVolumesCmd().withFilter("label", LabelFilter.of(labels))::exec)
                .getVolumes();
        return volumes == null
                ? Set.of()
                : volumes.stream().map(InspectVolumeResponse::getName).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void remove(String name) throws EngineException {
        try {
            calls.tell("remove volume " + name, client.removeVolumeCmd(name)::exec);
        } catch (EngineException e) {
            if (e.fault() != Fault.NOT_FOUND) {
                throw e;
            }
        }
    }
}
