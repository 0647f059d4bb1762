package org.synapsesubnet.web.console;

import java.time.Instant;
import java.util.List;
import org.synapsesubnet.chain.ChainReport;
import org.synapsesubnet.validator.gateway.ledger.UsageTotals;
import org.synapsesubnet.validator.gateway.routing.MinerView;
import org.synapsesubnet.validator.gateway.routing.RefusedNeuron;

/**
 * What the status page shows, read at one moment.
 *
 * @param takenAt when it was read
 * @param chain the connector's head and the blocks heard
 * @param miners every miner that the gateway knows
 * @param refused neurons that announced an axon which the gateway doesn't call
 * @param inFlight requests this node works on
 * @param models requests and tokens per model since the first start
 */
record StatusSnapshot(
        Instant takenAt,
        ChainReport chain,
        List<MinerView> miners,
        List<RefusedNeuron> refused,
        int inFlight,
        List<UsageTotals.OfModel> models) {

    StatusSnapshot {
        miners = List.copyOf(miners);
        refused = List.copyOf(refused);
        models = List.copyOf(models);
    }

    long minersUp() {
        return miners.stream().filter(MinerView::up).count();
    }

    long requests() {
        return models.stream().mapToLong(UsageTotals.OfModel::requests).sum();
    }

    long promptTokens() {
        return models.stream().mapToLong(UsageTotals.OfModel::promptTokens).sum();
    }

    long completionTokens() {
        return models.stream().mapToLong(UsageTotals.OfModel::completionTokens).sum();
    }
}
