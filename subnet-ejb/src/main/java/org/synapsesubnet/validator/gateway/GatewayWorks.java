package org.synapsesubnet.validator.gateway;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.validator.gateway.admission.RequestRates;
import org.synapsesubnet.validator.gateway.ledger.UsageLedger;
import org.synapsesubnet.validator.gateway.relay.MinerCatalogue;
import org.synapsesubnet.validator.gateway.relay.Relay;
import org.synapsesubnet.validator.gateway.routing.ChainMiners;
import org.synapsesubnet.validator.gateway.routing.EndpointPolicy;
import org.synapsesubnet.validator.gateway.routing.Miner;
import org.synapsesubnet.validator.gateway.routing.MinerDirectory;
import org.synapsesubnet.validator.gateway.routing.MinerLines;
import org.synapsesubnet.validator.gateway.routing.MinerProbe;
import org.synapsesubnet.validator.gateway.routing.WaitingRoom;

/** The gateway's parts put together, without a container. */
public final class GatewayWorks implements AutoCloseable {

    private static final int MANY_CALLERS = 10_000;

    private final ExecutorService clientThreads;
    private final MinerLines lines;
    private final MinerDirectory directory;
    private final WaitingRoom room;
    private final GatewayLoad load;
    private final MinerProbe probe;
    private final ChainMiners chain;
    private final UsageLedger ledger;
    private final MinerCatalogue catalogue;
    private final GatewayMetrics metrics;
    private final Gateway gateway;

    /**
     * @param validator signs the sessions with miners
     * @param subnet where it acts
     * @param policy which of the axons that the chain announces may be called
     * @param own what ties it to the fleet
     */
    public GatewayWorks(
            GatewaySettings settings,
            HotkeySigner validator,
            SubnetId subnet,
            EndpointPolicy policy,
            FleetTies own,
            DataSource database,
            InstantSource clock,
            MeterRegistry registry) {
        clientThreads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("to-miner-", 0).factory());
        lines = new MinerLines(validator, subnet, clock, clientThreads);
        directory = new MinerDirectory(settings.miners(), lines, System::nanoTime, settings.firstRest());
        probe = new MinerProbe(directory, settings.probeDeadline());
        chain = new ChainMiners(
                directory, probe, policy, KeyId.ofAddress(validator.hotkey().address()), clientThreads);
        ledger = new UsageLedger(database, settings.ledger(), clock);
        catalogue = new MinerCatalogue(directory, System::nanoTime);
        metrics = new GatewayMetrics(registry);
        room = new WaitingRoom(
                own.sleepers(), settings.waiting().seats(), settings.waiting().patience(), System::nanoTime);
        load = new GatewayLoad(directory, metrics.miners(), own.seen());
        gateway = new Gateway(
                new RequestRates(TimeMeter.SYSTEM_NANOTIME, MANY_CALLERS),
                directory,
                room,
                chain,
                ledger,
                new Relay(directory, room, ledger, settings.relay(), metrics, System::nanoTime),
                metrics,
                settings.limits());
    }

    /**
     * Books what a crash left open, looks for the miners once and takes requests.
     *
     * @param threads run the ledger's writer until {@link #close()}
     * @throws SQLException when the database doesn't answer
     */
    public void start(ExecutorService threads) throws SQLException {
        ledger.start(threads);
        probe();
    }

    /**
     * Asks the miners how they stand, no longer than the settings' deadline, and has sessions that near their end
     * renewed meanwhile, so that no request has to wait for a handshake.
     */
    public void probe() {
        probe.askAll();
        room.news();
        for (Miner miner : directory.miners()) {
            if (miner.status().up() && miner.line().session().needsRenewal()) {
                clientThreads.execute(() -> renew(miner));
            }
        }
    }

    /** Goes by what the chain announces now; returns at once. */
    public void follow(Metagraph now) {
        chain.follow(now);
        metrics.followed(now.block());
        metrics.miners()
                .keepOnly(directory.miners().stream()
                        .map(miner -> miner.endpoint().name())
                        .toList());
    }

    /** Writes the progress of running requests, and tells what miners have to do; returns at once. */
    public void beat() {
        ledger.beat();
        load.tell();
    }

    /** The miners that can be called now. */
    public MinerDirectory directory() {
        return directory;
    }

    public Gateway gateway() {
        return gateway;
    }

    public MinerCatalogue catalogue() {
        return catalogue;
    }

    @Override
    public void close() {
        ledger.close();
        directory.close();
        lines.close();
        clientThreads.shutdownNow();
    }

    private static void renew(Miner miner) {
        try {
            miner.line().session().renew();
        } catch (IOException e) {
            GatewayLog.LOG.sessionRefused(miner.endpoint().name(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
