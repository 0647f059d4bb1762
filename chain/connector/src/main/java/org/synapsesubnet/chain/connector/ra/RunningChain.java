package org.synapsesubnet.chain.connector.ra;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.WorkManager;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ConcurrentHashMap;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.connector.ChainAdapter;
import org.synapsesubnet.chain.connector.Deadline;
import org.synapsesubnet.chain.connector.embedded.EmbeddedChain;

/** The embedded chain between the adapter's start and stop, with its block clock and its deliveries. */
final class RunningChain {

    /** Together with the rest of an undeployment this stays well under the 5 s that stopping may take. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final Duration FIRST_LOOK = Duration.ofSeconds(5);

    private final EmbeddedChain chain;
    private final WorkManager works;
    private final Timer timer;
    private final Map<Activation, BlockDelivery> deliveries = new ConcurrentHashMap<>();

    private record Activation(MessageEndpointFactory endpoints, ActivationSpec spec) {}

    private RunningChain(EmbeddedChain chain, WorkManager works, Timer timer) {
        this.chain = chain;
        this.works = works;
        this.timer = timer;
    }

    static RunningChain start(BootstrapContext server, ChainSettings settings, InstantSource clock)
            throws ResourceException {
        Timer timer = server.createTimer();
        try {
            EmbeddedChain chain = EmbeddedChain.open(settings.store(), settings.identity(), settings.rules(), clock);
            long interval = settings.blockInterval().toMillis();
            // Fixed delay: a computer that slept doesn't make up for the blocks it missed.
            timer.schedule(new Sealing(chain), interval, interval);
            ConnectorLog.LOG.started(
                    settings.identity(),
                    settings.store(),
                    chain.head(Deadline.in(FIRST_LOOK)).number(),
                    settings.blockInterval());
            return new RunningChain(chain, server.getWorkManager(), timer);
        } catch (ChainException e) {
            timer.cancel();
            throw e;
        }
    }

    ChainAdapter adapter() {
        return chain;
    }

    void activate(MessageEndpointFactory endpoints, ActivationSpec spec) throws ResourceException {
        if (!(spec instanceof BlockActivationSpec blocks)) {
            throw new NotSupportedException("this adapter delivers to BlockListener only, not by " + spec);
        }
        blocks.validate();
        BlockDelivery delivery = new BlockDelivery(chain, works, timer, endpoints, blocks);
        if (deliveries.putIfAbsent(new Activation(endpoints, spec), delivery) != null) {
            throw new NotSupportedException("this endpoint is active already");
        }
        delivery.start();
    }

    void deactivate(MessageEndpointFactory endpoints, ActivationSpec spec) {
        BlockDelivery delivery = deliveries.remove(new Activation(endpoints, spec));
        if (delivery != null) {
            delivery.stop();
            delivery.awaitEnd(Deadline.in(GRACE));
        }
    }

    void stop() {
        timer.cancel();
        List<BlockDelivery> left = List.copyOf(deliveries.values());
        deliveries.clear();
        left.forEach(BlockDelivery::stop);
        Deadline deadline = Deadline.in(GRACE);
        left.forEach(delivery -> delivery.awaitEnd(deadline));
        try {
            chain.close();
            ConnectorLog.LOG.stopped(chain.identity());
        } catch (RuntimeException e) {
            ConnectorLog.LOG.closingFailed(e);
        }
    }

    private static final class Sealing extends TimerTask {

        private final EmbeddedChain chain;

        Sealing(EmbeddedChain chain) {
            this.chain = chain;
        }

        @Override
        public void run() {
            try {
                chain.seal();
            } catch (ChainException | RuntimeException e) {
                // What escaped from here would end the timer for good.
                if (chain.isOpen()) {
                    ConnectorLog.LOG.sealingFailed(e.toString());
                }
            }
        }
    }
}
