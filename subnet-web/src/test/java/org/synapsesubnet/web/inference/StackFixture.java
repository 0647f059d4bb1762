package org.synapsesubnet.web.inference;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.h2.jdbcx.JdbcConnectionPool;
import org.synapsesubnet.access.Caller;
import org.synapsesubnet.access.Role;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.axon.AxonOptions;
import org.synapsesubnet.axon.AxonServer;
import org.synapsesubnet.engine.EngineOptions;
import org.synapsesubnet.engine.EngineServer;
import org.synapsesubnet.engine.tiny.TinyModel;
import org.synapsesubnet.migrations.Migrations;
import org.synapsesubnet.miner.Replicas;
import org.synapsesubnet.miner.scaling.LoadRows;
import org.synapsesubnet.miner.scaling.ScalingRows;
import org.synapsesubnet.miner.scaling.SeenLoad;
import org.synapsesubnet.miner.scaling.SleepingMiners;
import org.synapsesubnet.validator.gateway.FleetTies;
import org.synapsesubnet.validator.gateway.Gateway;
import org.synapsesubnet.validator.gateway.GatewayLimits;
import org.synapsesubnet.validator.gateway.GatewaySettings;
import org.synapsesubnet.validator.gateway.GatewayWorks;
import org.synapsesubnet.validator.gateway.WaitingSettings;
import org.synapsesubnet.validator.gateway.ledger.LedgerSettings;
import org.synapsesubnet.validator.gateway.relay.RelaySettings;
import org.synapsesubnet.validator.gateway.routing.EndpointPolicy;
import org.synapsesubnet.validator.gateway.routing.MinerEndpoint;

/** Everything between a face and the weights, real and in this process: gateway, axons, engines, the tiny model. */
public final class StackFixture implements AutoCloseable {

    private static final SubnetId SUBNET = new SubnetId("test", 1);

    private final JdbcConnectionPool database;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<EngineServer> engines = new ArrayList<>();
    private final List<AxonServer> axons = new ArrayList<>();
    private final GatewayWorks works;

    /**
     * @param models where the tiny model is written to
     * @param miners how many, each with an engine of its own
     * @param tokenDelay pause after each token, so that a test can watch a stream
     */
    public StackFixture(Path models, int miners, Duration tokenDelay) throws Exception {
        SecureRandom random = new SecureRandom();
        Path f16 = models.resolve("tiny-f16.gguf");
        TinyModel.write(f16, models.resolve("tiny-q4_0.gguf"), TinyModel.DEFAULT_SEED);
        HotkeySigner validator = HotkeySigner.create(random);
        List<MinerEndpoint> endpoints = new ArrayList<>();
        for (int i = 0; i < miners; i++) {
            EngineServer engine = EngineServer.start(engineOptions(f16, tokenDelay));
            engines.add(engine);
            AxonServer axon = AxonServer.start(
                    AxonOptions.of(engine.uri(), HotkeySigner.create(random), Set.of(validator.hotkey()), SUBNET)
                            .listeningOn(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                            .withSlots(2, 16));
            axons.add(axon);
            endpoints.add(new MinerEndpoint(
                    "miner-" + i,
                    URI.create("http://127.0.0.1:" + axon.port()),
                    axon.hotkey().address()));
        }
        database = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        Migrations.run(database);
        works = new GatewayWorks(
                new GatewaySettings(
                        endpoints,
                        new GatewayLimits(1 << 22, 64, 64),
                        new RelaySettings(
                                3, Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(20), 1 << 20),
                        new LedgerSettings("test", 10_000, 1_000, Duration.ofSeconds(2), Duration.ofMillis(100)),
                        new WaitingSettings(2, Duration.ofSeconds(5)),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(100)),
                validator,
                SUBNET,
                new EndpointPolicy(Set.of()),
                new FleetTies(
                        new SleepingMiners(
                                new ScalingRows(database),
                                new LoadRows(database),
                                new Replicas(database, Clock.systemUTC(), host -> {}),
                                Clock.systemUTC(),
                                System::nanoTime),
                        new SeenLoad(System::nanoTime)),
                database,
                Clock.systemUTC(),
                new SimpleMeterRegistry());
        works.start(threads);
    }

    public Gateway gateway() {
        return works.gateway();
    }

    public GatewayWorks works() {
        return works;
    }

    public Caller caller() {
        return new Caller("ada", Set.of(Role.USER), null, 100_000);
    }

    /** Answers that the engines are making now. */
    public int running() {
        return engines.stream().mapToInt(EngineServer::running).sum();
    }

    /** Ends a miner as a kill does: engine and axon drop their connections. */
    public void kill(int miner) {
        axons.get(miner).close();
        engines.get(miner).close();
    }

    @Override
    public void close() {
        works.close();
        axons.forEach(AxonServer::close);
        engines.forEach(EngineServer::close);
        threads.shutdownNow();
        database.dispose();
    }

    private static EngineOptions engineOptions(Path f16, Duration tokenDelay) {
        return EngineOptions.serving("tiny", f16).withParallel(2).withTokenDelay(tokenDelay);
    }
}
