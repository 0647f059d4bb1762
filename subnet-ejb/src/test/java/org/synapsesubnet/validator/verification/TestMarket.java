package org.synapsesubnet.validator.verification;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.axon.AxonOptions;
import org.synapsesubnet.axon.AxonServer;
import org.synapsesubnet.chain.api.AxonEndpoint;
import org.synapsesubnet.chain.api.BlockHash;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.chain.api.NeuronInfo;
import org.synapsesubnet.engine.EngineOptions;
import org.synapsesubnet.engine.EngineServer;
import org.synapsesubnet.engine.tiny.TinyModel;
import org.synapsesubnet.migrations.Migrations;
import org.synapsesubnet.validator.gateway.routing.MinerDirectory;
import org.synapsesubnet.validator.gateway.routing.MinerEndpoint;
import org.synapsesubnet.validator.gateway.routing.MinerLines;
import org.synapsesubnet.validator.gateway.routing.MinerProbe;

/** Miners with real axons and engines, a validator that knows them, a reference, and a database. */
public final class TestMarket implements AutoCloseable {

    public static final ChainIdentity CHAIN = new ChainIdentity("test", 1);

    private static final SubnetId SUBNET = new SubnetId("test", 1);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final HotkeySigner validator = HotkeySigner.create(RANDOM);
    private final JdbcConnectionPool database =
            JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newHttpClient();
    private final MinerLines lines = new MinerLines(validator, SUBNET, Clock.systemUTC(), threads);
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<MinerEndpoint> endpoints = new ArrayList<>();
    private @Nullable MinerDirectory directory;

    public TestMarket() {
        Migrations.run(database);
    }

    /** Model files by what they are. */
    public record Models(Path f16, Path q80, Path q40, Path other) {

        public static Models written() {
            try {
                Path folder = Files.createDirectories(Path.of("target", "test-models"));
                Models models = new Models(
                        folder.resolve("f16.gguf"),
                        folder.resolve("q8_0.gguf"),
                        folder.resolve("q4_0.gguf"),
                        folder.resolve("other.gguf"));
                TinyModel.writeQ80(models.q80, TinyModel.DEFAULT_SEED);
                TinyModel.write(models.f16, models.q40, TinyModel.DEFAULT_SEED);
                TinyModel.write(models.other, folder.resolve("other-q4_0.gguf"), TinyModel.DEFAULT_SEED + 1);
                return models;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public URI engine(Path model) throws IOException {
        return engine(EngineOptions.serving("tiny", model));
    }

    public URI engine(EngineOptions options) throws IOException {
        EngineServer engine = EngineServer.start(options);
        opened.add(engine);
        return engine.uri();
    }

    URI cheating(URI engine, CheatingEngine.Cheat cheat) throws IOException {
        CheatingEngine between = new CheatingEngine(engine, cheat);
        opened.add(between);
        return between.uri();
    }

    /** A miner with an axon before this engine. */
    public Hotkey miner(String name, URI engine) throws IOException {
        HotkeySigner hotkey = HotkeySigner.create(RANDOM);
        AxonServer axon = AxonServer.start(AxonOptions.of(engine, hotkey, Set.of(validator.hotkey()), SUBNET));
        opened.add(axon);
        miner(new MinerEndpoint(
                name,
                URI.create("http://127.0.0.1:" + axon.port()),
                hotkey.hotkey().address()));
        return hotkey.hotkey();
    }

    /** One miner for each way of cheating, all before the same honest engine. */
    public void cheats(URI engine) throws IOException {
        miner("shortened", cheating(engine, Cheats.truncating()));
        miner("canned", cheating(engine, Cheats.canned()));
        miner("replayed", cheating(engine, Cheats.replaying()));
        miner("inflated", cheating(engine, Cheats.inflating()));
    }

    public String name(int uid) {
        return endpoints.get(uid).name();
    }

    /** A miner that the test plays itself. */
    public void miner(MinerEndpoint endpoint) {
        endpoints.add(endpoint);
    }

    public HotkeySigner validator() {
        return validator;
    }

    public JdbcConnectionPool database() {
        return database;
    }

    public EpochKey epoch(long number) {
        return new EpochKey(validator.hotkey(), CHAIN, number);
    }

    /** All miners that were added until now, by uid in that order, and the validator. */
    public Metagraph snapshot(long epoch) {
        List<NeuronInfo> neurons = new ArrayList<>(IntStream.range(0, endpoints.size())
                .mapToObj(uid -> neuron(uid, endpoints.get(uid).hotkey(), 7))
                .toList());
        neurons.add(neuron(neurons.size(), validator.hotkey().address(), 7));
        return new Metagraph(CHAIN, epoch * 20, new BlockHash("0x" + "ab".repeat(32)), epoch, epoch * 20, neurons);
    }

    public static NeuronInfo neuron(int uid, String hotkey, long registeredAt) {
        KeyId key = KeyId.ofAddress(hotkey);
        return new NeuronInfo(
                uid,
                key,
                key,
                registeredAt,
                new AxonEndpoint("127.0.0.1", 1, "", key),
                0,
                false,
                registeredAt,
                0,
                0,
                0,
                0,
                0,
                true);
    }

    public MinerDirectory directory() {
        MinerDirectory known = directory;
        if (known == null) {
            known = new MinerDirectory(endpoints, lines, System::nanoTime, Duration.ofMillis(100));
            new MinerProbe(known, Duration.ofSeconds(2)).askAll();
            directory = known;
        }
        return known;
    }

    public Verification verification(VerificationSettings settings) {
        Verification verification = new Verification(
                database,
                directory(),
                settings,
                settings.reference().map(any -> new TrustedReference(client, settings, System::nanoTime)),
                threads,
                new VerificationMetrics(new SimpleMeterRegistry()),
                Clock.systemUTC(),
                System::nanoTime);
        verification.learnModels();
        return verification;
    }

    public void plan(Verification verification, EpochKey key, String seed) throws SQLException {
        try (Connection connection = database.getConnection()) {
            verification.plan(connection, key, snapshot(key.epoch()), seed);
        }
    }

    @Override
    public void close() throws Exception {
        if (directory != null) {
            directory.close();
        }
        lines.close();
        threads.shutdownNow();
        client.shutdownNow();
        for (AutoCloseable part : opened.reversed()) {
            part.close();
        }
        database.dispose();
    }
}
