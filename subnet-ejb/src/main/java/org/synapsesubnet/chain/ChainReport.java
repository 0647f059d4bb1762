package org.synapsesubnet.chain;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.synapsesubnet.chain.api.Block;
import org.synapsesubnet.chain.api.ChainIdentity;

/**
 * How the chain is at one moment.
 *
 * @param chain the configured chain and subnet
 * @param head the newest final block; empty if the chain doesn't answer
 * @param lastHeard number of the last block whose effects are in the database; empty before the first, or if the
 *     database doesn't answer
 * @param heardAt when that was
 * @param trouble why the chain isn't healthy, for an operator; empty if it is
 */
public record ChainReport(
        ChainIdentity chain,
        Optional<Block> head,
        OptionalLong lastHeard,
        Optional<Instant> heardAt,
        Optional<String> trouble) {

    public ChainReport {
        Objects.requireNonNull(chain, "chain");
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(lastHeard, "lastHeard");
        Objects.requireNonNull(heardAt, "heardAt");
        Objects.requireNonNull(trouble, "trouble");
    }

    /** Blocks come and are heard. */
    public boolean healthy() {
        return trouble.isEmpty();
    }

    /** The chain answers, whatever else is wrong. */
    public boolean reachable() {
        return head.isPresent();
    }
}
