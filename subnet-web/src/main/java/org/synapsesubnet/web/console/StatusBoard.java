package org.synapsesubnet.web.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.chain.ChainStatus;
import org.synapsesubnet.validator.gateway.Gateway;

/** Reads the subnet's state at most once a second, however many people watch: the page is public. */
@ApplicationScoped
public class StatusBoard {

    private static final Duration FRESH = Duration.ofSeconds(1);

    @Inject
    private Gateway gateway;

    @Inject
    private ChainStatus chain;

    @Inject
    private InstantSource clock;

    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable StatusSnapshot latest;

    StatusSnapshot snapshot() {
        StatusSnapshot seen = latest;
        if (seen != null && isFresh(seen)) {
            return seen;
        }
        reading.lock();
        try {
            StatusSnapshot read = latest;
            if (read == null || !isFresh(read)) {
                read = read(clock.instant());
                latest = read;
            }
            return read;
        } finally {
            reading.unlock();
        }
    }

    private boolean isFresh(StatusSnapshot snapshot) {
        return snapshot.takenAt().plus(FRESH).isAfter(clock.instant());
    }

    private StatusSnapshot read(Instant now) {
        return new StatusSnapshot(
                now,
                chain.report(),
                gateway.miners(),
                gateway.refusedNeurons(),
                gateway.inFlight(),
                gateway.usage().totals().byModel());
    }
}
