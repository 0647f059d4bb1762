package org.synapsesubnet.axon.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.chain.api.AxonEndpoint;
import org.synapsesubnet.chain.api.ChainCommand.AddStake;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.api.Hyperparameters.Economy;
import org.synapsesubnet.chain.api.KeyId;

/** Miners before a real ledger; each step is taken by hand. */
class MembershipTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String DIGEST = "ab".repeat(32);

    @TempDir
    Path folder;

    private final HotkeySigner hotkey = HotkeySigner.create(RANDOM);
    private final HotkeySigner coldkey = HotkeySigner.create(RANDOM);
    private final List<String> said = new CopyOnWriteArrayList<>();
    private volatile Map<Hotkey, Long> served = Map.of();
    private ChainFront chain;

    @BeforeEach
    void openTheChain() throws Exception {
        chain = new ChainFront(folder.resolve("chain"), Hyperparameters.EMBEDDED);
    }

    @AfterEach
    void closeTheChain() throws Exception {
        chain.close();
    }

    @Test
    void registersAndAnnouncesOnceAndNeverAgain() throws Exception {
        try (Membership membership = membership(plan(DIGEST))) {
            assertThat(membership.step()).isTrue();
            assertThat(chain.neuron(id(hotkey)).coldkey()).isEqualTo(id(coldkey));
            assertThat(membership.step()).isTrue();
        }
        assertThat(chain.neuron(id(hotkey)).axon()).contains(endpoint(DIGEST));

        try (Membership restarted = membership(plan(DIGEST))) {
            assertThat(restarted.step()).isTrue();
        }
        assertThat(chain.nextNonce(id(coldkey))).as("faucet and registration").isEqualTo(2);
        assertThat(chain.nextNonce(id(hotkey))).as("announcement").isEqualTo(1);
        assertThat(said).containsExactly("registered the hotkey " + hotkey.hotkey(), "announced 127.0.0.1:8091");
    }

    @Test
    void announcesANewCertificateAsSoonAsTheChainTakesIt() throws Exception {
        join(plan(DIGEST));
        String renewed = "cd".repeat(32);

        try (Membership membership = membership(plan(renewed))) {
            assertThat(membership.step()).isFalse();
            assertThat(said).last().asString().startsWith("the chain refused: ANNOUNCED_TOO_SOON");
            chain.seal(5);
            assertThat(membership.step()).isTrue();
        }
        assertThat(chain.neuron(id(hotkey)).axon()).contains(endpoint(renewed));
    }

    @Test
    void minersWithOneColdkeyDontStandInEachOthersWay() throws Exception {
        List<Future<?>> joins = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                HotkeySigner miner = HotkeySigner.create(RANDOM);
                joins.add(threads.submit(() -> {
                    join(plan(chain.uri(), ChainFront.CHAIN, miner, DIGEST, false));
                    return miner;
                }));
            }
        }
        for (Future<?> join : joins) {
            assertThat(join.get()).isNotNull();
        }
        assertThat(chain.neurons()).isEqualTo(4);
        assertThat(chain.nextNonce(id(coldkey))).isEqualTo(5);
    }

    @Test
    void servesWhoHasStakeAsLongAsNobodyHasAPermitAndRemembersIt() throws Exception {
        HotkeySigner validator = HotkeySigner.create(RANDOM);
        join(plan(chain.uri(), ChainFront.CHAIN, validator, DIGEST, false));
        join(plan(DIGEST));
        assertThat(served).isEmpty();

        new ChainClient(HttpClient.newHttpClient(), chain.uri())
                .submit(ChainFront.CHAIN, coldkey, new AddStake(id(validator), 1_000_000_000));
        try (Membership membership = membership(plan(DIGEST))) {
            membership.step();
        }
        assertThat(served).containsExactly(Map.entry(validator.hotkey(), 1_000_000_000L));
        assertThat(known().load()).isEqualTo(served);
    }

    @Test
    void servesWhomItRemembersWhileTheChainIsAway() throws Exception {
        Files.writeString(folder.resolve("known"), hotkey.hotkey() + "\n");
        URI nobody = URI.create("http://127.0.0.1:1");

        try (Membership membership = membership(plan(nobody, ChainFront.CHAIN, hotkey, DIGEST, false))) {
            membership.start();
            assertThat(served).containsOnlyKeys(hotkey.hotkey());
            await().until(() ->
                    said.stream().anyMatch(line -> line.startsWith("the chain at " + nobody + " can't be")));
        }
    }

    @Test
    void goesOnLookingWhateverHappensInALook() throws Exception {
        var looks = new AtomicInteger();
        try (var membership = new Membership(
                plan(DIGEST),
                named -> {
                    if (looks.incrementAndGet() == 2) {
                        throw new IllegalStateException("out of order");
                    }
                },
                said::add)) {
            membership.start();

            await().untilAtomic(looks, greaterThanOrEqualTo(3));
        }
        assertThat(said)
                .first()
                .isEqualTo("looking at the chain failed: java.lang.IllegalStateException: out of order");
    }

    @Test
    void breaksOffAnAnswerWithoutEnd() throws Exception {
        var endless = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endless.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] piece = "{\"a\":1}".repeat(8_192).getBytes(StandardCharsets.US_ASCII);
            try (OutputStream out = exchange.getResponseBody()) {
                while (true) {
                    out.write(piece);
                }
            }
        });
        endless.start();
        URI uri = URI.create("http://127.0.0.1:" + endless.getAddress().getPort());

        try (Membership membership = membership(plan(uri, ChainFront.CHAIN, hotkey, DIGEST, false))) {
            assertThatThrownBy(membership::step)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("more than 4194304 bytes");
        } finally {
            endless.stop(0);
        }
    }

    @Test
    void saysWhatTheColdkeyNeedsWhereThereIsNoFaucet() throws Exception {
        chain.close();
        Economy economy = Hyperparameters.EMBEDDED.economy();
        chain = new ChainFront(
                folder.resolve("no-faucet"),
                Hyperparameters.EMBEDDED.with(
                        new Economy(economy.emission(), economy.delegateTake(), economy.minStake(), 0)));

        try (Membership membership = membership(plan(DIGEST))) {
            assertThat(membership.step()).isFalse();
            assertThat(membership.step()).isFalse();
        }
        assertThat(said)
                .containsExactly("the coldkey " + coldkey.hotkey() + " needs 100000000 rao for the registration");
    }

    @Test
    void leavesAndStaysAwayUnlessToldToComeBack() throws Exception {
        try (Membership membership = membership(plan(DIGEST))) {
            membership.step();
            membership.step();
            membership.leave();

            assertThat(chain.neurons()).isZero();
            assertThat(membership.step()).isFalse();
            assertThat(said).last().asString().contains("is no more; start with --register-again");
            assertThatThrownBy(membership::leave)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("NOT_REGISTERED");
        }
    }

    @Test
    void comesBackWhenTold() throws Exception {
        try (Membership membership = membership(plan(chain.uri(), ChainFront.CHAIN, hotkey, DIGEST, true))) {
            membership.step();
            membership.leave();

            assertThat(membership.step()).isTrue();
        }
        assertThat(chain.neuron(id(hotkey)).coldkey()).isEqualTo(id(coldkey));
    }

    @Test
    void joinsNoOtherSubnetThanItsOwn() throws Exception {
        ChainIdentity other = new ChainIdentity("embedded", 2);

        try (Membership membership = membership(plan(chain.uri(), other, hotkey, DIGEST, false))) {
            assertThat(membership.step()).isFalse();
        }
        assertThat(said).singleElement().asString().contains("is embedded/1, not");
        assertThat(chain.neurons()).isZero();
    }

    @Test
    void refusesAnAddressThatIsNoneOfHttp() {
        assertThatThrownBy(() -> plan(URI.create("127.0.0.1"), ChainFront.CHAIN, hotkey, DIGEST, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("chain must be http://host:port, not 127.0.0.1");
    }

    /** Takes steps until it is announced. */
    private void join(Membership.Plan plan) throws Exception {
        try (Membership membership = membership(plan)) {
            for (int i = 0; i < 50; i++) {
                membership.step();
            }
        }
        assertThat(chain.neuron(id(plan.hotkey())).axon()).contains(plan.endpoint());
    }

    private Membership membership(Membership.Plan plan) {
        return new Membership(plan, named -> served = named, said::add);
    }

    private Membership.Plan plan(String digest) {
        return plan(chain.uri(), ChainFront.CHAIN, hotkey, digest, false);
    }

    private Membership.Plan plan(URI uri, ChainIdentity identity, HotkeySigner miner, String digest, boolean again) {
        AxonEndpoint endpoint = new AxonEndpoint("127.0.0.1", 8091, digest, id(miner));
        KnownValidators known =
                miner == hotkey ? known() : new KnownValidators(folder.resolve("known-" + miner.hotkey()));
        return new Membership.Plan(uri, identity, miner, coldkey, endpoint, known, again);
    }

    private AxonEndpoint endpoint(String digest) {
        return new AxonEndpoint("127.0.0.1", 8091, digest, id(hotkey));
    }

    private KnownValidators known() {
        return new KnownValidators(folder.resolve("known"));
    }

    private static KeyId id(HotkeySigner key) {
        return KeyId.ofAddress(key.hotkey().address());
    }
}
