package org.synapsesubnet.miner;

import java.sql.SQLException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.Subscription;
import org.synapsesubnet.miner.models.ModelKeeper;
import org.synapsesubnet.miner.resources.ResourceWatch;

/** Looks at one host and listens to it, for one {@link Term}; the next one begins with nothing of it. */
final class HostWatch implements AutoCloseable {

    private final ContainerEngine engine;
    private final Ownership ownership;
    private final Term term;
    private final Reconciler reconciler;
    private final HostImages images;
    private final ResourceWatch resources;
    private final ModelKeeper models;
    private final Future<?> modelKeeping;
    private final Semaphore news;
    private Subscription events = () -> {};
    private AtomicBoolean deaf = new AtomicBoolean(true);

    /**
     * @param images closed with this
     * @param resources closed with this
     * @param models closed with this
     * @param modelKeeping what it is at, beside the reconciler
     * @param news gets a permit for each piece of news from the engine
     */
    HostWatch(
            ContainerEngine engine,
            Ownership ownership,
            Term term,
            Reconciler reconciler,
            HostImages images,
            ResourceWatch resources,
            ModelKeeper models,
            Future<?> modelKeeping,
            Semaphore news) {
        this.engine = engine;
        this.ownership = ownership;
        this.term = term;
        this.reconciler = reconciler;
        this.images = images;
        this.resources = resources;
        this.models = models;
        this.modelKeeping = modelKeeping;
        this.news = news;
    }

    Term term() {
        return term;
    }

    /** @return whether anything was done, so that another look is worth while at once */
    boolean look() throws SQLException {
        // Before the look, so that nothing happens unheard between the two.
        listen();
        return reconciler.pass();
    }

    private void listen() {
        if (!deaf.get()) {
            return;
        }
        var over = new AtomicBoolean();
        try {
            events = engine.events(ownership.labels(), event -> news.release(), () -> {
                over.set(true);
                news.release();
            });
            deaf = over;
        } catch (EngineException e) {
            // The look that follows meets the same trouble and tells of it; the next one tries again.
            events = () -> {};
        }
    }

    @Override
    public void close() {
        events.close();
        images.close();
        resources.close();
        modelKeeping.cancel(true);
        models.close();
    }
}
