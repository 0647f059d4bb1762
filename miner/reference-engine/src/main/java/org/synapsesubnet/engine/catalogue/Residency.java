package org.synapsesubnet.engine.catalogue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Whether a model is loaded, and until when: Ollama keeps one for {@code keep_alive} after its last use. Thread-safe.
 */
final class Residency {

    /** Stands for no end, as in Ollama. */
    private static final Duration FOREVER = Duration.ofDays(365L * 290);

    private final InstantSource clock;
    private final Runnable unload;
    private Optional<Instant> expires = Optional.empty();
    private int users;

    /** @param unload gives back what a loaded model holds */
    Residency(InstantSource clock, Runnable unload) {
        this.clock = clock;
        this.unload = unload;
    }

    /** Loads the model if need be and keeps it until {@link #leave}. */
    synchronized void enter(Duration keepAlive) {
        users++;
        expires = Optional.of(end(keepAlive));
    }

    /** Ends a use; the time to keep the model begins now. */
    synchronized void leave(Duration keepAlive) {
        users--;
        expires = Optional.of(end(keepAlive));
        sweep();
    }

    private Instant end(Duration keepAlive) {
        boolean forever = keepAlive.isNegative() || keepAlive.compareTo(FOREVER) > 0;
        return clock.instant().plus(forever ? FOREVER : keepAlive);
    }

    /** Unloads the model if its time is over and nobody uses it. */
    synchronized void sweep() {
        if (users == 0 && expires.isPresent() && !clock.instant().isBefore(expires.get())) {
            expires = Optional.empty();
            unload.run();
        }
    }

    /** @return false while somebody uses the model, which then stays */
    synchronized boolean evict() {
        if (users > 0) {
            return false;
        }
        expires = Optional.empty();
        unload.run();
        return true;
    }

    /** When the model will be unloaded; empty if it isn't loaded. */
    synchronized Optional<Instant> expires() {
        sweep();
        return expires;
    }
}
