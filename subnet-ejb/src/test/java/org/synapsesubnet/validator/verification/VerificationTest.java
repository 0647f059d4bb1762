package org.synapsesubnet.validator.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.engine.EngineOptions;
import org.synapsesubnet.validator.gateway.ScriptedAxon;

@Timeout(120)
class VerificationTest {

    private static final String SEED = "5e".repeat(32);
    private static final Duration BUDGET = Duration.ofSeconds(8);
    private static final TestMarket.Models MODELS = TestMarket.Models.written();

    private final TestMarket market = new TestMarket();

    @AfterEach
    void close() throws Exception {
        market.close();
    }

    @Test
    void tellsHonestMinersFromThoseWithOtherWeights() throws Exception {
        Hotkey honest = market.miner("honest", market.engine(MODELS.f16()));
        Hotkey eightBit = market.miner("eight-bit", market.engine(MODELS.q80()));
        Hotkey fourBit = market.miner("four-bit", market.engine(MODELS.q40()));
        Hotkey other = market.miner("other", market.engine(MODELS.other()));

        Map<Hotkey, List<JudgedChallenge>> judged = judged();

        assertThat(judged.get(honest)).hasSize(4).allSatisfy(challenge -> {
            assertThat(challenge.outcome()).isEqualTo(ChallengeOutcome.ANSWERED);
            assertThat(challenge.matchedTokens())
                    .isEqualTo(challenge.comparedTokens())
                    .isGreaterThan(20);
            assertThat(challenge.faults()).isZero();
            assertThat(challenge.completeness()).isEqualTo(1_000_000);
        });
        assertThat(error(judged, honest)).isLessThan(10);
        assertThat(error(judged, eightBit)).isBetween(100L, 60_000L);
        assertThat(error(judged, fourBit)).isGreaterThan(60_000);
        assertThat(error(judged, other)).isGreaterThan(300_000);
        assertThat(matched(judged, eightBit)).isLessThan(matched(judged, honest));
        assertThat(matched(judged, fourBit)).isLessThan(matched(judged, eightBit));
        assertThat(matched(judged, other)).isLessThan(8);
    }

    @Test
    void seesWhatIsShortenedCannedReplayedAndInflated() throws Exception {
        URI engine = market.engine(EngineOptions.serving("tiny", MODELS.f16()).withParallel(4));
        Hotkey shortened = market.miner("shortened", market.cheating(engine, Cheats.truncating()));
        Hotkey canned = market.miner("canned", market.cheating(engine, Cheats.canned()));
        Hotkey replayed = market.miner("replayed", market.cheating(engine, Cheats.replaying()));
        Hotkey inflated = market.miner("inflated", market.cheating(engine, Cheats.inflating()));

        Map<Hotkey, List<JudgedChallenge>> judged = judged();

        assertThat(judged.get(shortened)).allSatisfy(challenge -> {
            assertThat(challenge.completeness()).isLessThan(700_000);
            assertThat(challenge.matchedTokens()).isLessThan(challenge.comparedTokens());
        });
        assertThat(judged.get(canned))
                .allSatisfy(challenge -> assertThat(challenge.matchedTokens()).isLessThan(3));
        assertThat(judged.get(canned))
                .as("its second answer has been heard before")
                .filteredOn(challenge -> challenge.faults() > 0)
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(judged.get(replayed))
                .filteredOn(challenge -> challenge.faults() > 0)
                .hasSize(3);
        assertThat(judged.get(inflated)).allSatisfy(challenge -> {
            assertThat(challenge.faults()).isPositive();
            assertThat(challenge.completionTokens()).isLessThan(49);
        });
    }

    /** What isn't caught, and why it is no bargain: see the package's documentation. */
    @Test
    void aMinerThatLetsAnotherWorkIsOnlySlower() throws Exception {
        URI engine = market.engine(
                EngineOptions.serving("tiny", MODELS.f16()).withParallel(2).withTokenDelay(Duration.ofMillis(10)));
        Hotkey honest = market.miner("honest", engine);
        Hotkey relaying = market.miner("relaying", market.cheating(engine, Cheats.relaying()));

        Map<Hotkey, List<JudgedChallenge>> judged = judged();

        assertThat(judged.get(relaying)).hasSize(4).allSatisfy(challenge -> {
            assertThat(challenge.matchedTokens()).isEqualTo(challenge.comparedTokens());
            assertThat(challenge.faults()).isZero();
        });
        assertThat(firstToken(judged, relaying)).isGreaterThan(2 * firstToken(judged, honest));
    }

    @Test
    void asksAMinerOneByOneAndNotInTheOrderOfTheirNumbers() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ScriptedAxon axon = scripted(exchange -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            exchange.sendResponseHeaders(200, 0);
            ScriptedAxon.write(exchange, ScriptedAxon.line("Hi"));
            // Before the end is sent: the next question may come as soon as it is read.
            running.decrementAndGet();
            ScriptedAxon.write(exchange, ScriptedAxon.done(3, 1));
            exchange.close();
        });
        VerificationSettings many = new VerificationSettings(
                Optional.empty(), 32, Duration.ofSeconds(5), 8, 1, 2048, 1, Duration.ofSeconds(5));
        Verification verification = market.verification(many);
        EpochKey key = market.epoch(1);
        market.plan(verification, key, SEED);

        assertThat(verification.run(key, Duration.ofSeconds(10))).isTrue();

        assertThat(most).hasValue(1);
        assertThat(axon.bodies()).hasSize(32).doesNotHaveDuplicates();
        assertThat(axon.bodies()).isNotEqualTo(requests(key)).containsExactlyInAnyOrderElementsOf(requests(key));
        axon.close();
    }

    @Test
    void endsWithItsTimeThoughTheReferenceHangs() throws Exception {
        Hotkey honest = market.miner("honest", market.engine(MODELS.f16()));
        try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            VerificationSettings patient = new VerificationSettings(
                    Optional.of(URI.create("http://127.0.0.1:" + deaf.getLocalPort())),
                    4,
                    Duration.ofSeconds(1),
                    8,
                    1,
                    2048,
                    1,
                    Duration.ofMinutes(1));
            Verification verification = market.verification(patient);
            EpochKey key = market.epoch(1);
            market.plan(verification, key, SEED);

            long begun = System.nanoTime();
            assertThat(verification.run(key, Duration.ofSeconds(3))).isTrue();

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
            assertThat(read(key).get(honest)).hasSize(4).allSatisfy(challenge -> {
                assertThat(challenge.outcome()).isEqualTo(ChallengeOutcome.ANSWERED);
                assertThat(challenge.comparedTokens()).isNull();
            });
        }
    }

    @Test
    void aHangingMinerCostsOnlyItsOwnDeadline() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Hotkey honest = market.miner("honest", market.engine(MODELS.f16()));
        ScriptedAxon hanging = scripted(exchange -> never.await());
        VerificationSettings settings = settings(Optional.empty(), Duration.ofSeconds(1));
        Verification verification = market.verification(settings);
        EpochKey key = market.epoch(1);
        market.plan(verification, key, SEED);

        long begun = System.nanoTime();
        boolean done = verification.run(key, BUDGET);

        assertThat(System.nanoTime() - begun).isLessThan(BUDGET.plusSeconds(2).toNanos());
        assertThat(done).isTrue();
        assertThat(read(key).get(honest)).extracting(JudgedChallenge::outcome).containsOnly(ChallengeOutcome.ANSWERED);
        assertThat(read(key).get(hotkey(hanging)))
                .extracting(JudgedChallenge::outcome)
                .containsOnly(ChallengeOutcome.LATE);
        never.countDown();
        hanging.close();
    }

    @Test
    void whoeverIsBusyIsAskedOnceMore() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        ScriptedAxon always = scripted(exchange -> {
            asked.incrementAndGet();
            ScriptedAxon.status(503, "{\"error\":\"queue_full\"}").answer(exchange);
        });
        Verification verification = market.verification(settings(Optional.empty(), Duration.ofSeconds(1)));
        EpochKey key = market.epoch(1);
        market.plan(verification, key, SEED);

        assertThat(verification.run(key, Duration.ofSeconds(4))).isTrue();

        assertThat(read(key).get(hotkey(always)))
                .hasSize(4)
                .extracting(JudgedChallenge::outcome)
                .containsOnly(ChallengeOutcome.BUSY);
        assertThat(asked).hasValue(8);
        always.close();
    }

    @Test
    void keepsVerdictsOnWhateverAMinerSays() throws Exception {
        ScriptedAxon rude = scripted(ScriptedAxon.status(500, "{\"error\":\"\\u0000\\ud800 no\"}"));
        ScriptedAxon odd = scripted(
                "odd",
                ScriptedAxon.lines(
                        ScriptedAxon.line("\\u0000\\udc00\\ud800"),
                        ScriptedAxon.done(3, 1).replace("\"eval_count\":1", "\"eval_count\":9223372036854775807")));
        Verification verification = market.verification(settings(Optional.empty(), Duration.ofSeconds(1)));
        EpochKey key = market.epoch(1);
        market.plan(verification, key, SEED);

        assertThat(verification.run(key, Duration.ofSeconds(4))).isTrue();

        assertThat(read(key).get(hotkey(rude)))
                .extracting(JudgedChallenge::outcome)
                .containsOnly(ChallengeOutcome.FAILED);
        assertThat(read(key).get(hotkey(odd))).hasSize(4).allSatisfy(challenge -> {
            assertThat(challenge.faults()).isGreaterThanOrEqualTo(3);
            assertThat(challenge.completionTokens()).isLessThan(49);
        });
        assertThat(texts("select detail from challenge where outcome = 'failed'"))
                .allSatisfy(detail -> assertThat(detail).contains(" no").doesNotContain("\0"));
        rude.close();
        odd.close();
    }

    @Test
    void withoutItsReferenceItJudgesOutcomeAndTimeAlone() throws Exception {
        Hotkey honest = market.miner("honest", market.engine(MODELS.f16()));
        Verification verification =
                market.verification(settings(Optional.of(URI.create("http://127.0.0.1:9")), Duration.ofSeconds(5)));
        EpochKey key = market.epoch(1);
        market.plan(verification, key, SEED);

        assertThat(verification.run(key, Duration.ofSeconds(4))).isTrue();

        assertThat(read(key).get(honest)).hasSize(4).allSatisfy(challenge -> {
            assertThat(challenge.outcome()).isEqualTo(ChallengeOutcome.ANSWERED);
            assertThat(challenge.comparedTokens()).isNull();
            assertThat(challenge.faults()).isZero();
            assertThat(challenge.firstTokenNanos()).isPositive();
        });
    }

    @Test
    void goesOnWhereItWasKilledAndJudgesNothingTwice() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        ScriptedAxon slow = scripted(exchange -> {
            if (asked.incrementAndGet() > 2) {
                goOn.await();
            }
            ScriptedAxon.lines(ScriptedAxon.line("Hi"), ScriptedAxon.done(3, 1)).answer(exchange);
        });
        Verification verification = market.verification(settings(Optional.empty(), Duration.ofSeconds(5)));
        EpochKey key = market.epoch(1);
        market.plan(verification, key, SEED);
        Thread killed = Thread.ofPlatform().start(() -> {
            try {
                verification.run(key, BUDGET);
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
        await().until(() -> asked.get() == 3);
        killed.interrupt();
        killed.join();
        List<String> before = judgedAt(key);
        assertThat(before).hasSize(2);

        goOn.countDown();
        assertThat(verification.run(key, Duration.ofSeconds(4))).isTrue();

        assertThat(judgedAt(key)).hasSize(4).containsAll(before);
        assertThat(asked.get()).isBetween(5, 6);
        assertThat(verification.run(key, BUDGET)).as("nothing is left").isTrue();
        assertThat(asked.get()).isBetween(5, 6);
        slow.close();
    }

    @Test
    void closesWithoutBlameWhatItDidNotComeTo() throws Exception {
        Hotkey honest = market.miner("honest", market.engine(MODELS.f16()));
        Verification verification = market.verification(settings(Optional.empty(), Duration.ofSeconds(5)));
        EpochKey key = market.epoch(1);
        market.plan(verification, key, SEED);

        try (Connection connection = market.database().getConnection()) {
            verification.close(connection, key);
        }

        assertThat(read(key).get(honest))
                .hasSize(4)
                .extracting(JudgedChallenge::outcome)
                .containsOnly(ChallengeOutcome.MISSED);
        assertThat(verification.run(key, BUDGET)).isTrue();
    }

    @Test
    void plansFromTheSecretAloneAndOnlyOnce() throws Exception {
        Hotkey first = market.miner("first", market.engine(MODELS.f16()));
        market.miner("second", market.engine(MODELS.f16()));
        Verification verification = market.verification(settings(Optional.empty(), Duration.ofSeconds(5)));
        ChallengePlan plan = new ChallengePlan(market.directory(), settings(Optional.empty(), Duration.ofSeconds(5)));
        EpochKey key = market.epoch(1);

        List<Challenge> planned = plan.of(key, market.snapshot(1), SEED, Set.of());

        assertThat(plan.of(key, market.snapshot(1), SEED, Set.of())).isEqualTo(planned);
        assertThat(planned)
                .extracting(Challenge::request)
                .doesNotHaveDuplicates()
                .hasSize(8);
        assertThat(planned).extracting(Challenge::hotkey).contains(first).doesNotContain(key.validator());
        assertThat(plan.of(market.epoch(2), market.snapshot(2), SEED, Set.of()))
                .extracting(Challenge::request)
                .doesNotContainAnyElementsOf(
                        planned.stream().map(Challenge::request).toList());

        market.plan(verification, key, SEED);
        market.plan(verification, key, "6f".repeat(32));
        assertThat(requests(key))
                .containsExactlyInAnyOrderElementsOf(
                        planned.stream().map(Challenge::request).toList());
    }

    private Map<Hotkey, List<JudgedChallenge>> judged() throws Exception {
        Verification verification =
                market.verification(settings(Optional.of(market.engine(MODELS.f16())), Duration.ofSeconds(5)));
        EpochKey key = market.epoch(3);
        market.plan(verification, key, SEED);
        assertThat(verification.run(key, BUDGET)).isTrue();
        return read(key);
    }

    private static VerificationSettings settings(Optional<URI> reference, Duration deadline) {
        return new VerificationSettings(reference, 4, deadline, 8, 1, 2048, 1, Duration.ofSeconds(5));
    }

    private ScriptedAxon scripted(ScriptedAxon.Script script) throws IOException {
        return scripted("scripted", script);
    }

    private ScriptedAxon scripted(String name, ScriptedAxon.Script script) throws IOException {
        ScriptedAxon axon = new ScriptedAxon(name, market.validator().hotkey(), script);
        market.miner(axon.endpoint());
        return axon;
    }

    private static Hotkey hotkey(ScriptedAxon axon) {
        return new Hotkey(axon.endpoint().hotkey());
    }

    private Map<Hotkey, List<JudgedChallenge>> read(EpochKey key) throws SQLException {
        try (Connection connection = market.database().getConnection()) {
            return JudgedChallenge.read(connection, key);
        }
    }

    private List<String> judgedAt(EpochKey key) throws SQLException {
        return texts(
                "select number || ' ' || judged_at from challenge where state = 'judged' and epoch = " + key.epoch());
    }

    private List<String> requests(EpochKey key) throws SQLException {
        return texts("select request from challenge where epoch = " + key.epoch() + " order by hotkey, number");
    }

    private List<String> texts(String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = market.database().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }

    private static long firstToken(Map<Hotkey, List<JudgedChallenge>> judged, Hotkey miner) {
        return judged.getOrDefault(miner, List.of()).stream()
                .mapToLong(JudgedChallenge::firstTokenNanos)
                .sorted()
                .skip(1)
                .findFirst()
                .orElseThrow();
    }

    private static int matched(Map<Hotkey, List<JudgedChallenge>> judged, Hotkey miner) {
        return judged.getOrDefault(miner, List.of()).stream()
                .map(JudgedChallenge::matchedTokens)
                .mapToInt(matched -> matched == null ? 0 : matched)
                .sum();
    }

    /** The mean of the medians. */
    private static long error(Map<Hotkey, List<JudgedChallenge>> judged, Hotkey miner) {
        return Math.round(judged.getOrDefault(miner, List.of()).stream()
                .map(JudgedChallenge::logprobError)
                .filter(error -> error != null)
                .mapToLong(error -> error)
                .average()
                .orElseThrow());
    }
}
