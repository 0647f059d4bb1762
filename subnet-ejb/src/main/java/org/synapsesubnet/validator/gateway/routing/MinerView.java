package org.synapsesubnet.validator.gateway.routing;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of the status page.
 *
 * @param name what this node calls the miner
 * @param hotkey who it is
 * @param registration its place on the chain, null for a miner that is configured
 * @param up whether its axon answered when last asked
 * @param reason why it isn't up or gets no work, empty when all is well
 * @param models names of the models it serves, sorted
 * @param slots requests it works on at once
 * @param others requests it has from elsewhere
 * @param inFlight requests it has from this node
 * @param requests sent there since this node started, retries included
 * @param failures of those, the ones it failed
 * @param tokens it made for this node since it started
 * @param firstTokenMedian half of its latest first tokens came within this time, zero before the first
 * @param firstTokenP95 19 of 20 of its latest first tokens came within this time
 */
public record MinerView(
        String name,
        String hotkey,
        @Nullable Registration registration,
        boolean up,
        String reason,
        List<String> models,
        int slots,
        int others,
        int inFlight,
        long requests,
        long failures,
        long tokens,
        Duration firstTokenMedian,
        Duration firstTokenP95) {}
