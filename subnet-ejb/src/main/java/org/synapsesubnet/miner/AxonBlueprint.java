package org.synapsesubnet.miner;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.container.ContainerSpec;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.Limits;
import org.synapsesubnet.container.PublishedPort;
import org.synapsesubnet.container.VolumeMount;
import org.synapsesubnet.miner.axon.AxonIdentity;
import org.synapsesubnet.miner.axon.AxonKeys;

/**
 * The container of a replica's axon. Its secrets aren't in here: they are put into it as files.
 *
 * @param ownership how ours are named
 * @param address of the host on which axons are published
 * @param subnet part of every session
 * @param validator whom they serve
 */
record AxonBlueprint(Ownership ownership, String address, SubnetId subnet, Hotkey validator) {

    /** Where an axon listens in its container. */
    static final int PORT = 8091;

    /** Where it finds its keys. */
    static final String KEYS = "/keys";

    /** While its engine is replaced its name is unknown, and no name server outside would ever answer. */
    private static final Map<String, String> QUICK_LOOKUPS = Map.of("RES_OPTIONS", "timeout:1 attempts:1");

    private static final Limits LIMITS = new Limits(128 << 20, 1000, 100);

    ContainerSpec container(FleetMiner miner, ReplicaKey key, ImageReference image, AxonIdentity identity) {
        return ContainerSpec.of(ownership.container(key, Part.AXON), image, ownership.axonNetwork())
                .withLabels(ownership.axonLabels(key, shape(miner, key, image, identity)))
                .withVolumes(List.of(new VolumeMount(ownership.keys(key), KEYS)))
                .withPorts(List.of(new PublishedPort(PORT, address, 0)))
                .withLimits(LIMITS)
                .withEnvironment(QUICK_LOOKUPS)
                .withCommand(command(miner, key));
    }

    /** Stands for all that the container is made with, its keys too. */
    String shape(FleetMiner miner, ReplicaKey key, ImageReference image, AxonIdentity identity) {
        String all = String.join(
                "|",
                "1",
                image.text(),
                address,
                identity.hotkey().hotkey().address(),
                identity.certificate(),
                String.join(" ", command(miner, key)));
        return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Where validators, and we, reach an axon that is published at this port. */
    URI published(int port) {
        return published(address, port);
    }

    static URI published(String address, int port) {
        return URI.create("https://" + (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + port);
    }

    private List<String> command(FleetMiner miner, ReplicaKey key) {
        return List.of(
                "--upstream",
                "http://" + ownership.container(key) + ":" + Blueprint.PORT,
                "--hotkey-file",
                KEYS + "/" + AxonKeys.HOTKEY_FILE,
                "--allow",
                validator.address(),
                "--listen",
                "0.0.0.0:" + PORT,
                "--chain-id",
                subnet.chainId(),
                "--netuid",
                Integer.toString(subnet.netuid()),
                "--slots",
                Integer.toString(miner.slots()));
    }
}
