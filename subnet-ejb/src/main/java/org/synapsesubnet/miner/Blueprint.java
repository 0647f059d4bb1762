package org.synapsesubnet.miner;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.synapsesubnet.container.ContainerSpec;
import org.synapsesubnet.container.VolumeMount;

/** The container of a replica. Ollama's settings follow from the miner's: it has no others. */
record Blueprint(Ownership ownership) {

    /** Where every engine of a fleet listens. */
    static final int PORT = 11434;

    private static final String MODELS = "/models";

    /** Where an engine listens that is seen at this address; one of others shows its whole address. */
    static URI listening(String address) {
        return URI.create(address.contains("://") ? address : "http://" + address + ":" + PORT);
    }

    ContainerSpec container(FleetMiner miner, int ordinal) {
        return ContainerSpec.of(
                        ownership.container(new ReplicaKey(miner.name(), ordinal)),
                        miner.image(ordinal),
                        ownership.network(miner.name()))
                .withLabels(ownership.labels(miner, ordinal))
                .withVolumes(List.of(new VolumeMount(ownership.models(miner.name()), MODELS)))
                .withLimits(miner.limits())
                .withGpus(miner.gpus())
                .withEnvironment(Map.of(
                        "OLLAMA_HOST",
                        "0.0.0.0:" + PORT,
                        "OLLAMA_MODELS",
                        MODELS,
                        "OLLAMA_NUM_PARALLEL",
                        Integer.toString(miner.slots()),
                        "OLLAMA_MAX_LOADED_MODELS",
                        Integer.toString(miner.models().size()),
                        // What the plan loads stays loaded.
                        "OLLAMA_KEEP_ALIVE",
                        "-1",
                        // It doesn't start without a key of its own in its home, and the root is read-only.
                        "HOME",
                        "/tmp"));
    }
}
