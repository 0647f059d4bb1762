package org.synapsesubnet.leaderboard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.chain.api.Metagraph;

/** Keeps the metagraph that was heard of last. */
@ApplicationScoped
public class LatestMetagraph {

    private volatile @Nullable Metagraph latest;

    void heard(@Observes Metagraph metagraph) {
        latest = metagraph;
    }

    /** Empty before the first one. */
    Optional<Metagraph> get() {
        return Optional.ofNullable(latest);
    }
}
