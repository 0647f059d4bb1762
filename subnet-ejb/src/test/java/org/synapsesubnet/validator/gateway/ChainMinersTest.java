package org.synapsesubnet.validator.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.tls.TlsIdentity;
import org.synapsesubnet.api.tls.TlsIdentityFile;
import org.synapsesubnet.axon.AxonOptions;
import org.synapsesubnet.axon.AxonServer;
import org.synapsesubnet.chain.api.AxonEndpoint;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.NeuronInfo;
import org.synapsesubnet.engine.EngineOptions;
import org.synapsesubnet.engine.EngineServer;
import org.synapsesubnet.engine.tiny.TinyModel;
import org.synapsesubnet.validator.gateway.relay.AnswerChunk;
import org.synapsesubnet.validator.gateway.relay.Exchange;
import org.synapsesubnet.validator.gateway.routing.MinerView;
import org.synapsesubnet.validator.gateway.routing.RefusedNeuron;

/** Miners that are known by the chain alone, in the clear and under pinned certificates. */
@Timeout(60)
class ChainMinersTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final KeyId STRANGER = KeyId.ofAddress("0x" + "0d".repeat(20));
    private static final String WRONG_CERTIFICATE = "its certificate isn't the announced one";

    @TempDir
    private static Path files;

    private static TestCertificate ours;
    private static TestCertificate theirs;

    private HotkeySigner validator;
    private ScriptedAxon clear;
    private ScriptedAxon first;
    private ScriptedAxon second;
    private GatewayFixture fixture;

    @BeforeAll
    static void makeCertificates() throws Exception {
        ours = TestCertificate.in(files);
        theirs = TestCertificate.in(files);
    }

    @BeforeEach
    void start() throws Exception {
        validator = GatewayFixture.validator();
        clear = new ScriptedAxon("clear", validator.hotkey(), whole());
        first = new ScriptedAxon("first", validator.hotkey(), whole(), ours);
        second = new ScriptedAxon("second", validator.hotkey(), whole(), theirs);
        fixture = new GatewayFixture(validator, List.of());
    }

    @AfterEach
    void stop() {
        fixture.close();
        clear.close();
        first.close();
        second.close();
    }

    private static ScriptedAxon.Script whole() {
        return ScriptedAxon.lines(ScriptedAxon.line("Hel"), ScriptedAxon.line("lo"), ScriptedAxon.done(3, 2));
    }

    @Test
    void servesByWhatTheChainAnnounces() throws Exception {
        follow(neuron(3, clear, ""));
        awaitUp("neuron-3");

        fixture.readAll(fixture.gateway().open(fixture.chat(true)));

        assertThat(fixture.records()).containsExactly("finished neuron-3 3 2");
        MinerView view = fixture.gateway().miners().getFirst();
        assertThat(view.hotkey()).isEqualTo(clear.hotkey().address());
    }

    @Test
    void servesUnderPinnedCertificatesAndMixesUpNoTwoOnOneHost() throws Exception {
        follow(neuron(1, first, ours.digest()), neuron(2, second, theirs.digest()));
        awaitUp("neuron-1");
        awaitUp("neuron-2");

        fixture.readAll(fixture.gateway().open(fixture.chat(true)));
        fixture.readAll(fixture.gateway().open(fixture.chat(true)));

        assertThat(fixture.records()).containsExactlyInAnyOrder("finished neuron-1 3 2", "finished neuron-2 3 2");
    }

    @Test
    void servesByARealAxonUnderTheCertificateItMadeItself() throws Exception {
        SecureRandom random = new SecureRandom();
        HotkeySigner hotkey = HotkeySigner.create(random);
        Path model = files.resolve("tiny-f16.gguf");
        TinyModel.write(model, files.resolve("tiny-q4_0.gguf"), TinyModel.DEFAULT_SEED);
        TlsIdentity identity =
                new TlsIdentityFile(files.resolve("axon.pem")).loadOrCreate(hotkey.hotkey(), Clock.systemUTC(), random);
        try (EngineServer engine = EngineServer.start(EngineOptions.serving("tiny", model));
                AxonServer axon = AxonServer.start(
                        AxonOptions.of(engine.uri(), hotkey, Set.of(validator.hotkey()), ScriptedAxon.SUBNET)
                                .withTls(Optional.of(identity)))) {
            KeyId key = KeyId.ofAddress(hotkey.hotkey().address());
            follow(TestNeurons.neuron(
                    5, GatewayFixture.OPERATOR, new AxonEndpoint("127.0.0.1", axon.port(), identity.digest(), key)));
            awaitUp("neuron-5");

            List<AnswerChunk> chunks = fixture.readAll(fixture.gateway().open(fixture.chat(true)));

            assertThat(chunks).hasSizeGreaterThan(1);
            assertThat(fixture.records()).singleElement().asString().startsWith("finished neuron-5 ");
        }
    }

    @Test
    void sendsNothingToWhoShowsAnotherCertificate() {
        follow(neuron(1, first, theirs.digest()), neuron(2, second, ours.digest()));

        awaitDown("neuron-1", WRONG_CERTIFICATE);
        awaitDown("neuron-2", WRONG_CERTIFICATE);
        assertThat(first.asked() + second.asked()).isZero();
    }

    @Test
    void sendsNothingOverTheConnectionsOfACertificateThatWasReplaced() throws Exception {
        follow(neuron(1, first, ours.digest()));
        awaitUp("neuron-1");
        fixture.readAll(fixture.gateway().open(fixture.chat(true)));
        int asked = first.asked();

        follow(neuron(1, first, theirs.digest()));

        awaitDown("neuron-1", WRONG_CERTIFICATE);
        fixture.works().probe();
        assertThat(first.asked()).isEqualTo(asked);
    }

    @Test
    void whoAnnouncesAnothersAddressHarmsNobody() throws Exception {
        NeuronInfo squatter =
                TestNeurons.neuron(1, second.hotkey(), GatewayFixture.OPERATOR, first.announced(theirs.digest()));
        follow(squatter, neuron(2, first, ours.digest()));
        awaitUp("neuron-2");
        awaitDown("neuron-1", WRONG_CERTIFICATE);

        fixture.readAll(fixture.gateway().open(fixture.chat(true)));

        assertThat(fixture.records()).containsExactly("finished neuron-2 3 2");
    }

    @Test
    void sendsNothingInTheClearToWhoAnnouncedACertificate() {
        follow(neuron(3, clear, ours.digest()));

        // Whether it waits for the rest of a request or refuses what it can't read is up to the other side.
        await().untilAsserted(() -> assertThat(view("neuron-3").reason())
                .isIn("its axon can't be reached by TLS", "its axon doesn't answer in time", "its axon broke off"));
        assertThat(view("neuron-3").up()).isFalse();
        assertThat(clear.asked()).isZero();
    }

    @Test
    void neverCallsAStrangersPrivateAddressAndSaysWhy() {
        follow(
                TestNeurons.neuron(4, STRANGER, clear.announced("")),
                TestNeurons.neuron(5, STRANGER, first.announced(ours.digest())),
                neuron(6, second, theirs.digest()));
        awaitUp("neuron-6");
        fixture.works().probe();

        assertThat(fixture.gateway().miners()).extracting(MinerView::name).containsExactly("neuron-6");
        assertThat(fixture.gateway().refusedNeurons())
                .extracting(RefusedNeuron::uid, RefusedNeuron::reason)
                .allMatch(row -> row.toString().contains("announces the loopback address 127.0.0.1"))
                .hasSize(2);
        assertThat(clear.asked() + first.asked()).isZero();
    }

    @Test
    void anAnswerThatRunsGoesOnWhenItsMinerLeavesTheChain() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        first.script(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            ScriptedAxon.write(exchange, ScriptedAxon.line("now"));
            goOn.await(10, TimeUnit.SECONDS);
            ScriptedAxon.write(exchange, ScriptedAxon.done(1, 1));
            exchange.close();
        });
        follow(neuron(1, first, ours.digest()));
        awaitUp("neuron-1");

        try (Exchange exchange = fixture.gateway().open(fixture.chat(true))) {
            assertThat(exchange.next(LONG)).isNotNull();
            follow();
            assertThat(fixture.gateway().miners()).isEmpty();
            goOn.countDown();
            assertThat(exchange.next(LONG)).isNotNull().matches(AnswerChunk::done);
        }

        assertThat(fixture.records()).containsExactly("finished neuron-1 1 1");
    }

    @Test
    void aBlockWithoutChangesChangesNothing() throws Exception {
        follow(neuron(1, first, ours.digest()));
        awaitUp("neuron-1");
        fixture.readAll(fixture.gateway().open(fixture.chat(true)));

        follow(neuron(1, first, ours.digest()));

        MinerView view = fixture.gateway().miners().getFirst();
        assertThat(view.requests()).isEqualTo(1);
        assertThat(view.up()).isTrue();
    }

    @Test
    void aMinerThatDribblesItsStatusHoldsNobodyUp() throws IOException {
        try (DribblingAxon dribbling = new DribblingAxon()) {
            follow(TestNeurons.neuron(7, GatewayFixture.OPERATOR, dribbling.announced()), neuron(3, clear, ""));

            awaitUp("neuron-3");
            awaitDown("neuron-7", "its axon doesn't answer in time");
            fixture.works().probe();
            assertThat(fixture.gateway().models()).isEqualTo(Set.of("tiny:latest"));
        }
    }

    private void follow(NeuronInfo... neurons) {
        fixture.works().follow(TestNeurons.metagraph(neurons));
    }

    private static NeuronInfo neuron(int uid, ScriptedAxon axon, String certificate) {
        return TestNeurons.neuron(uid, GatewayFixture.OPERATOR, axon.announced(certificate));
    }

    private void awaitUp(String name) {
        await().untilAsserted(() -> assertThat(view(name).up()).isTrue());
    }

    private void awaitDown(String name, String reason) {
        await().untilAsserted(() -> assertThat(view(name).reason()).isEqualTo(reason));
        assertThat(view(name).up()).isFalse();
    }

    private MinerView view(String name) {
        return fixture.gateway().miners().stream()
                .filter(miner -> miner.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
