package org.synapsesubnet.engine.catalogue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.synapsesubnet.engine.generation.BusyException;
import org.synapsesubnet.engine.generation.Cancellation;
import org.synapsesubnet.engine.generation.GenerationEvent;
import org.synapsesubnet.engine.generation.GenerationRequest;
import org.synapsesubnet.engine.generation.Slots;

/** A served model with its slots and its time in memory. Thread-safe. */
public final class ModelHost implements AutoCloseable {

    private final ServedModel model;
    private final int defaultContext;
    private final Duration keepAlive;
    private final Slots slots;
    private final Room room;
    private final Residency residency;

    /**
     * @param defaultContext context length of a request that names none, in tokens
     * @param keepAlive how long the model stays loaded after a request that doesn't say; negative for ever
     */
    ModelHost(ServedModel model, int defaultContext, Duration keepAlive, Slots slots, Room room, InstantSource clock) {
        this.model = model;
        this.defaultContext = context(defaultContext, model);
        this.keepAlive = keepAlive;
        this.slots = slots;
        this.room = room;
        this.residency = new Residency(clock, slots::release);
    }

    public ServedModel model() {
        return model;
    }

    /** The context length that a request for {@code wanted} tokens gets: never more than the model was made for. */
    public int context(int wanted) {
        return context(wanted, model);
    }

    private static int context(int wanted, ServedModel model) {
        return Math.min(wanted, model.model().shape().context());
    }

    public int defaultContext() {
        return defaultContext;
    }

    /** How long the model stays loaded after a request that doesn't say. */
    public Duration keepAlive() {
        return keepAlive;
    }

    /** Queues a generation; the model stays loaded for {@code keepAlive} after it, negative meaning for ever. */
    public void generate(
            GenerationRequest request,
            Duration keepAlive,
            Cancellation cancellation,
            Consumer<GenerationEvent> listener)
            throws BusyException {
        enter(keepAlive);
        try {
            slots.submit(request, cancellation, event -> {
                if (!(event instanceof GenerationEvent.Piece)) {
                    residency.leave(keepAlive);
                }
                listener.accept(event);
            });
        } catch (BusyException e) {
            residency.leave(keepAlive);
            throw e;
        }
    }

    /** Loads the model, or unloads it if {@code keepAlive} is zero and nobody uses it. */
    public void touch(Duration keepAlive) {
        enter(keepAlive);
        residency.leave(keepAlive);
    }

    private void enter(Duration keepAlive) {
        residency.enter(keepAlive);
        room.used(this);
    }

    /** Unloads the model unless somebody uses it. */
    boolean evict() {
        return residency.evict();
    }

    /** When the model will be unloaded; empty if it isn't loaded. */
    public Optional<Instant> expires() {
        return residency.expires();
    }

    /** Unloads the model if its time is over. */
    public void sweep() {
        residency.sweep();
    }

    public Slots slots() {
        return slots;
    }

    @Override
    public void close() {
        slots.close();
    }
}
