package org.synapsesubnet.miner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.chain.LedgerConnections;
import org.synapsesubnet.chain.api.AxonEndpoint;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.api.Hyperparameters.Economy;
import org.synapsesubnet.chain.api.Hyperparameters.Registration;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.NeuronInfo;
import org.synapsesubnet.chain.connector.Deadline;
import org.synapsesubnet.chain.connector.embedded.EmbeddedChain;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.migrations.Migrations;
import org.synapsesubnet.miner.axon.AxonIdentity;
import org.synapsesubnet.miner.axon.AxonKeys;
import org.synapsesubnet.miner.scaling.ScalingPolicy;
import org.synapsesubnet.miner.scaling.ScalingRows;

/** The neurons of a fleet's axons on a real ledger whose blocks the test seals. */
class FleetNeuronsTest {

    private static final ChainIdentity CHAIN = new ChainIdentity("embedded", 1);
    private static final HotkeySigner COLDKEY = HotkeySigner.ofSecret("%064x".formatted(1));
    private static final ReplicaKey FIRST = new ReplicaKey("tiny", 0);
    private static final ReplicaKey SECOND = new ReplicaKey("tiny", 1);
    private static final String HOST = "here";

    @TempDir
    private Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private JdbcConnectionPool database;
    private FleetBook book;
    private AxonRows rows;
    private AxonKeys keys;
    private EmbeddedChain chain;
    private FleetNeurons neurons;

    @BeforeEach
    void open() throws Exception {
        database = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        Migrations.run(database);
        book = new FleetBook(database, Clock.systemUTC());
        book.declare(HOST, "unix:///nowhere");
        rows = new AxonRows(database, Clock.systemUTC());
        keys = new AxonKeys(directory.resolve("keys"), Clock.systemUTC());
        open(Hyperparameters.EMBEDDED, true);
    }

    private void open(Hyperparameters rules, boolean register) throws Exception {
        if (chain != null) {
            chain.close();
        }
        chain = EmbeddedChain.open(
                directory.resolve(UUID.randomUUID().toString()), CHAIN, rules, InstantSource.system());
        neurons = neurons(register);
    }

    private FleetNeurons neurons(boolean register) {
        return new FleetNeurons(
                new LedgerConnections(chain), COLDKEY, keys, rows, List.of(HOST), register, Duration.ofSeconds(20));
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        chain.close();
        database.dispose();
    }

    @Test
    void aPublishedAxonIsRegisteredAndAnnouncedUnderTheOperatorsColdkey() throws Exception {
        want(2);
        publish(FIRST, 20_000, 1);
        publish(SECOND, 20_001, 1);

        advance(3);

        NeuronInfo neuron = neuron(FIRST).orElseThrow();
        assertThat(neuron.coldkey()).isEqualTo(id(COLDKEY));
        assertThat(neuron.axon())
                .contains(
                        new AxonEndpoint("127.0.0.1", 20_000, keys.of("tiny-0").certificate(), neuron.hotkey()));
        assertThat(neuron(SECOND).orElseThrow().axon().orElseThrow().port()).isEqualTo(20_001);
        assertThat(rows.of("tiny")).allMatch(AxonRows.Known::registered);
    }

    @Test
    void anAxonWithoutAPortWaits() throws Exception {
        want(1);
        publish(FIRST, 0, 1);

        advance(3);

        assertThat(neuron(FIRST)).isEmpty();
    }

    @Test
    void aLookThatFindsEverythingDoneSendsNothing() throws Exception {
        want(1);
        publish(FIRST, 20_000, 1);
        advance(3);
        long nonce = chain.nextNonce(id(COLDKEY), soon());

        neurons(true).advance();

        assertThat(chain.nextNonce(id(COLDKEY), soon())).isEqualTo(nonce);
    }

    @Test
    void anotherPortIsAnnouncedAsSoonAsTheChainLetsIt() throws Exception {
        want(1);
        publish(FIRST, 20_000, 1);
        advance(3);
        int uid = neuron(FIRST).orElseThrow().uid();

        publish(FIRST, 20_007, 1);
        advance(8);

        NeuronInfo neuron = neuron(FIRST).orElseThrow();
        assertThat(neuron.axon().orElseThrow().port()).isEqualTo(20_007);
        assertThat(neuron.uid()).isEqualTo(uid);
    }

    @Test
    void neuronsOfReplicasThatAreGoneLeave() throws Exception {
        want(2);
        publish(FIRST, 20_000, 1);
        publish(SECOND, 20_001, 1);
        advance(3);

        book.change(miner(2).withReplicas(1));
        advance(2);
        assertThat(neuron(SECOND)).isEmpty();
        assertThat(neuron(FIRST)).isPresent();

        book.remove("tiny");
        advance(2);
        assertThat(neuron(FIRST)).isEmpty();
        assertThat(rows.on(HOST)).isEmpty();
    }

    /** Registering burns coins: what scaling takes away it gives back before long. */
    @Test
    void neuronsOfReplicasThatScalingMayBringBackStay() throws Exception {
        ScalingRows scaling = new ScalingRows(database);
        want(2);
        publish(FIRST, 20_000, 1);
        publish(SECOND, 20_001, 1);
        advance(3);
        scaling.put("tiny", upTo(2), 0);

        book.change(miner(2).withReplicas(0));
        advance(2);
        assertThat(neuron(FIRST)).isPresent();
        assertThat(neuron(SECOND)).isPresent();

        scaling.put("tiny", upTo(1), 1);
        advance(2);
        assertThat(neuron(FIRST)).isPresent();
        assertThat(neuron(SECOND)).isEmpty();
    }

    /** Each registration burns coins, so a loss isn't made good over and over. */
    @Test
    void aNeuronThatWasPushedOutIsRegisteredAnewWhenItsMinerIsChanged() throws Exception {
        Registration one = new Registration(1, 0, 1_000, 8);
        open(Hyperparameters.EMBEDDED.with(one), true);
        want(2);
        publish(FIRST, 20_000, 1);
        advance(3);
        publish(SECOND, 20_001, 1);
        advance(3);
        assertThat(neuron(FIRST)).isEmpty();
        assertThat(neuron(SECOND)).isPresent();
        assertThat(rows.of("tiny").getFirst().trouble())
                .isEqualTo("its neuron is no more; change the miner to register it anew");

        publish(FIRST, 20_000, 2);
        advance(2);

        assertThat(neuron(FIRST)).isPresent();
    }

    @Test
    void aColdkeyWithoutCoinsIsTold() throws Exception {
        Economy dry = new Economy(0, 0, 1, 0);
        open(Hyperparameters.EMBEDDED.with(dry), true);
        want(1);
        publish(FIRST, 20_000, 1);

        advance(2);

        assertThat(rows.of("tiny").getFirst().trouble()).contains("needs 100000000 rao for the registration");
    }

    @Test
    void withoutRegistrationNothingIsSent() throws Exception {
        open(Hyperparameters.EMBEDDED, false);
        want(1);
        publish(FIRST, 20_000, 1);

        advance(2);
        book.remove("tiny");
        advance(1);

        assertThat(chain.nextNonce(id(COLDKEY), soon())).isZero();
        assertThat(rows.on(HOST)).isEmpty();
    }

    private static ScalingPolicy upTo(int ceiling) {
        Duration minute = Duration.ofMinutes(1);
        return new ScalingPolicy(0, ceiling, Duration.ofMillis(500), 0, minute, minute, minute, minute);
    }

    private static FleetMiner miner(int replicas) {
        return FleetBed.miner("tiny", replicas, new ImageReference("sha256:" + "1".repeat(64)));
    }

    private void want(int replicas) throws SQLException {
        book.add(miner(replicas));
    }

    private void publish(ReplicaKey key, int port, long revision) throws Exception {
        AxonIdentity identity = keys.of(key.fileName());
        rows.save(new AxonRecord(
                key, HOST, identity.hotkey().hotkey(), identity.certificate(), "127.0.0.1", port, revision));
    }

    /** So many looks, with blocks as fast as the looks need them and one more behind each. */
    private void advance(int looks) throws Exception {
        for (int i = 0; i < looks; i++) {
            Future<?> look = threads.submit(neurons::advance);
            while (!look.isDone()) {
                chain.seal();
                Thread.onSpinWait();
            }
            look.get();
            chain.seal();
        }
    }

    private Optional<NeuronInfo> neuron(ReplicaKey key) throws Exception {
        return chain.metagraph(soon()).byHotkey(id(keys.of(key.fileName()).hotkey()));
    }

    private static KeyId id(HotkeySigner signer) {
        return KeyId.ofAddress(signer.hotkey().address());
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(10));
    }
}
