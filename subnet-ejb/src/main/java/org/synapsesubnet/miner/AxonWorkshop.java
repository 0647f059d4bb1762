package org.synapsesubnet.miner;

import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.miner.axon.AxonImage;
import org.synapsesubnet.miner.axon.AxonKeys;
import org.synapsesubnet.miner.axon.AxonLines;

/**
 * What the axons of all hosts have in common.
 *
 * @param image what they are made of
 * @param settings as the operator wants them
 * @param keys theirs
 * @param validator whom they serve, and who asks for their health
 * @param subnet part of every session
 */
record AxonWorkshop(AxonImage image, AxonSettings settings, AxonKeys keys, HotkeySigner validator, SubnetId subnet) {

    /**
     * The axons of one host.
     *
     * @param address of the host's engine
     * @param threads for the calls to axons
     */
    HostAxons on(
            String host,
            URI address,
            ContainerEngine engine,
            Ownership ownership,
            DataSource database,
            InstantSource clock,
            ExecutorService threads) {
        return new HostAxons(
                host,
                engine,
                image,
                keys,
                new AxonLines(validator, subnet, clock, threads),
                new AxonRows(database, clock),
                new AxonBlueprint(ownership, settings.addressOn(host, address), subnet, validator.hotkey()),
                clock);
    }
}
