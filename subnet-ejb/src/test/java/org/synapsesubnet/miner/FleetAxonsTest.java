package org.synapsesubnet.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.session.AxonAddress;
import org.synapsesubnet.api.session.SessionRefusal;
import org.synapsesubnet.api.session.SessionRefusedException;
import org.synapsesubnet.api.session.ValidatorSession;
import org.synapsesubnet.api.tls.PinnedCertificate;
import org.synapsesubnet.chain.LedgerConnections;
import org.synapsesubnet.chain.api.AxonEndpoint;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.NeuronInfo;
import org.synapsesubnet.chain.connector.Deadline;
import org.synapsesubnet.chain.connector.embedded.EmbeddedChain;
import org.synapsesubnet.container.ContainerSpec;
import org.synapsesubnet.container.EngineImage;
import org.synapsesubnet.container.ObservedContainer;

/**
 * A miner of the fleet as others see it: an engine and an axon on a real engine, a neuron on a real ledger. The tests are
 * its life, from its making to its end.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FleetAxonsTest {

    private static final Duration REPAIRED = Duration.ofSeconds(30);
    private static final HotkeySigner COLDKEY = HotkeySigner.ofSecret("%064x".formatted(9));
    private static final ReplicaKey KEY = new ReplicaKey("tiny", 0);

    @TempDir
    private static Path folder;

    private final ScheduledExecutorService clockwork = Executors.newScheduledThreadPool(2);

    @SuppressWarnings("NullAway.Init")
    private EmbeddedChain chain;

    @SuppressWarnings("NullAway.Init")
    private FleetBed fleet;

    @BeforeAll
    void open() throws Exception {
        fleet = FleetBed.open().withAxons(folder.resolve("keys"));
        chain = EmbeddedChain.open(
                folder.resolve("chain"),
                new ChainIdentity("embedded", 1),
                Hyperparameters.EMBEDDED,
                InstantSource.system());
        FleetNeurons neurons = new FleetNeurons(
                new LedgerConnections(chain),
                COLDKEY,
                fleet.keys(),
                fleet.axons(),
                List.of(FleetBed.HOST),
                true,
                Duration.ofSeconds(20));
        var blocks = clockwork.scheduleWithFixedDelay(this::seal, 0, 100, TimeUnit.MILLISECONDS);
        var looks = clockwork.scheduleWithFixedDelay(neurons::advance, 0, 100, TimeUnit.MILLISECONDS);
        assertThat(List.of(blocks, looks)).noneMatch(Future::isDone);
        fleet.book.add(fleet.miner(KEY.miner(), 1));
        fleet.look();
    }

    @AfterAll
    void close() throws Exception {
        if (fleet != null) {
            fleet.close();
        }
        clockwork.shutdownNow();
        if (chain != null) {
            chain.close();
        }
    }

    @Test
    @Order(1)
    void aMinerServesBehindItsAxonAsANeuron() throws Exception {
        await().atMost(Duration.ofSeconds(90))
                .until(() -> fleet.isReady(KEY) && announced().isPresent());

        HttpResponse<String> answer = ask(FleetBed.VALIDATOR, announced().orElseThrow());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"done\":true");
        assertThat(neuron().orElseThrow().coldkey()).isEqualTo(id(COLDKEY));
    }

    @Test
    @Order(2)
    void aStrangerIsRefused() {
        HotkeySigner stranger = HotkeySigner.create(new SecureRandom());

        assertThatThrownBy(() -> ask(stranger, announced().orElseThrow()))
                .isInstanceOfSatisfying(
                        SessionRefusedException.class,
                        e -> assertThat(e.refusal()).isEqualTo(SessionRefusal.SENDER_UNKNOWN));
    }

    /** Where validators come in, and beside it: only the axon is there. */
    @Test
    @Order(2)
    void nobodyElseReachesTheEngine() throws Exception {
        ObservedContainer engine = fleet.container(KEY).orElseThrow();
        String address = engine.address().orElseThrow();
        ContainerSpec outsider = ContainerSpec.of(
                        fleet.ownership.container(KEY) + "-outsider",
                        EngineImage.on(fleet.engine),
                        fleet.ownership.axonNetwork())
                .withLabels(Map.of("org.synapsesubnet.test", "outsider"));
        String id = fleet.engine.containers().create(outsider);
        try {
            fleet.engine.containers().start(id);
            assertThat(engine.ports()).isEmpty();
            assertThat(fleet.engine
                            .containers()
                            .exec(id, EngineImage.reach(address, Blueprint.PORT))
                            .output())
                    .contains("SocketTimeoutException");
        } finally {
            fleet.engine.containers().remove(id);
        }
    }

    @Test
    @Order(3)
    void aKilledEngineIsReplacedBehindTheSameAxon() throws Exception {
        ObservedContainer engine = fleet.container(KEY).orElseThrow();
        String axon = axon().id();

        fleet.engine.containers().signal(engine.id(), "KILL");

        await().atMost(REPAIRED)
                .ignoreExceptions()
                .until(() -> fleet.container(KEY)
                                .filter(now -> !now.id().equals(engine.id()))
                                .isPresent()
                        && fleet.isReady(KEY)
                        && ask(FleetBed.VALIDATOR, announced().orElseThrow()).statusCode() == 200);
        assertThat(axon().id()).isEqualTo(axon);
    }

    @Test
    @Order(4)
    void aKilledAxonIsReplacedAndAnnouncesAgain() throws Exception {
        replaced("KILL");
    }

    /** Its port stays open: the engine's proxy takes connections for it. */
    @Test
    @Order(5)
    void aHangingAxonIsReplaced() throws Exception {
        replaced("STOP");
    }

    private void replaced(String signal) throws Exception {
        int uid = neuron().orElseThrow().uid();
        String engine = fleet.container(KEY).orElseThrow().id();
        ObservedContainer before = axon();

        fleet.engine.containers().signal(before.id(), signal);

        await().atMost(REPAIRED)
                .ignoreExceptions()
                .until(() -> !axon().id().equals(before.id())
                        && fleet.isReady(KEY)
                        && ask(FleetBed.VALIDATOR, announced().orElseThrow()).statusCode() == 200);
        assertThat(neuron().orElseThrow().uid()).isEqualTo(uid);
        assertThat(fleet.container(KEY).orElseThrow().id()).isEqualTo(engine);
        assertThat(fleet.record(KEY).failedContainer()).isEqualTo(before.id());
    }

    @Test
    @Order(9)
    void aRemovedMinerLeavesNothing() throws Exception {
        fleet.book.remove(KEY.miner());

        await().atMost(REPAIRED).untilAsserted(() -> {
            assertThat(fleet.containers()).isEmpty();
            assertThat(fleet.engine.volumes().list(fleet.ownership.labels())).isEmpty();
            assertThat(fleet.engine.networks().list(fleet.ownership.labels())).isEmpty();
            assertThat(neuron()).isEmpty();
            assertThat(fleet.axons().on(FleetBed.HOST)).isEmpty();
        });
    }

    private ObservedContainer axon() {
        return fleet.container(KEY, Part.AXON).orElseThrow();
    }

    /** Whoever wants to be served looks at the chain and nowhere else. */
    private Optional<AxonEndpoint> announced() throws Exception {
        return neuron().flatMap(NeuronInfo::axon);
    }

    private Optional<NeuronInfo> neuron() throws Exception {
        KeyId hotkey = id(fleet.keys().of(KEY.fileName()).hotkey());
        return chain.metagraph(Deadline.in(Duration.ofSeconds(5))).byHotkey(hotkey);
    }

    private static HttpResponse<String> ask(HotkeySigner validator, AxonEndpoint axon) throws Exception {
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(PinnedCertificate.contextFor(axon.certificateDigest()))
                .build()) {
            AxonAddress address = new AxonAddress(
                    URI.create("https://" + axon.address() + ":" + axon.port()),
                    new Hotkey(axon.key().address()));
            ValidatorSession session = new ValidatorSession(
                    client, address, validator, FleetBed.SUBNET, Clock.systemUTC(), new SecureRandom());
            String question = "{\"model\":\"" + EngineImage.MODEL
                    + "\",\"prompt\":\"a\",\"stream\":false,\"options\":{\"num_predict\":3}}";
            return session.send(
                    HttpRequest.newBuilder().timeout(Duration.ofSeconds(10)),
                    "POST",
                    "/api/generate",
                    question.getBytes(StandardCharsets.UTF_8),
                    BodyHandlers.ofString());
        }
    }

    private void seal() {
        try {
            chain.seal();
        } catch (ChainException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyId id(HotkeySigner signer) {
        return KeyId.ofAddress(signer.hotkey().address());
    }
}
