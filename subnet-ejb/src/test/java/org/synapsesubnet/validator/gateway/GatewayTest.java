package org.synapsesubnet.validator.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.validator.gateway.GatewayError.Kind;
import org.synapsesubnet.validator.gateway.relay.AnswerChunk;
import org.synapsesubnet.validator.gateway.relay.Exchange;

class GatewayTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private ScriptedAxon first;
    private ScriptedAxon second;
    private GatewayFixture fixture;

    @BeforeEach
    void start() throws IOException, SQLException {
        HotkeySigner validator = GatewayFixture.validator();
        first = new ScriptedAxon("first", validator.hotkey(), whole());
        second = new ScriptedAxon("second", validator.hotkey(), whole());
        fixture = new GatewayFixture(validator, List.of(first.endpoint(), second.endpoint()));
    }

    @AfterEach
    void stop() {
        fixture.close();
        first.close();
        second.close();
    }

    private static ScriptedAxon.Script whole() {
        return ScriptedAxon.lines(ScriptedAxon.line("Hel"), ScriptedAxon.line("lo"), ScriptedAxon.done(3, 2));
    }

    @Test
    void streamsChunksAndBooksTheEnginesCount() throws SQLException {
        List<AnswerChunk> chunks = fixture.readAll(fixture.gateway().open(fixture.chat(true)));

        assertThat(chunks).extracting(AnswerChunk::content).containsExactly("Hel", "lo", "");
        assertThat(fixture.records()).containsExactly("finished first 3 2");
        assertThat(fixture.gateway().inFlight()).isZero();
    }

    @Test
    void answersWhole() throws SQLException {
        first.script(ScriptedAxon.status(200, ScriptedAxon.done(5, 7)));
        second.script(ScriptedAxon.status(200, ScriptedAxon.done(5, 7)));

        List<AnswerChunk> chunks = fixture.readAll(fixture.gateway().open(fixture.chat(false)));

        assertThat(chunks).hasSize(1);
        assertThat(fixture.records()).containsExactly("finished first 5 7");
    }

    @Test
    void handsOutAChunkBeforeTheNextIsMade() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        ScriptedAxon.Script slow = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            ScriptedAxon.write(exchange, ScriptedAxon.line("now"));
            goOn.await(10, TimeUnit.SECONDS);
            ScriptedAxon.write(exchange, ScriptedAxon.done(1, 1));
            exchange.close();
        };
        first.script(slow);
        second.script(slow);

        try (Exchange exchange = fixture.gateway().open(fixture.chat(true))) {
            AnswerChunk chunk = exchange.next(LONG);
            assertThat(chunk).isNotNull();
            assertThat(chunk.content()).isEqualTo("now");
            assertThat(exchange.next(Duration.ofMillis(50))).isNull();
            goOn.countDown();
            assertThat(exchange.next(LONG)).isNotNull().matches(AnswerChunk::done);
        }
    }

    @Test
    void takesAnotherMinerWhenOneCantBeReached() throws SQLException {
        first.close();

        fixture.readAll(fixture.gateway().open(fixture.chat(true)));
        fixture.readAll(fixture.gateway().open(fixture.chat(true)));

        assertThat(fixture.records()).containsExactly("finished second 3 2", "finished second 3 2");
    }

    @Test
    void takesAnotherMinerWhenOneFailsBeforeItsFirstByte() throws SQLException {
        first.script(ScriptedAxon.status(500, "{\"error\":\"out of memory\"}"));

        fixture.readAll(fixture.gateway().open(fixture.chat(true)));

        assertThat(first.served()).isEqualTo(1);
        assertThat(fixture.records()).containsExactly("finished second 3 2");
    }

    @Test
    void takesAnotherMinerWhenOneHangs() throws SQLException {
        first.script(exchange -> new CountDownLatch(1).await(10, TimeUnit.SECONDS));

        fixture.readAll(fixture.gateway().open(fixture.chat(true)));

        assertThat(fixture.records()).containsExactly("finished second 3 2");
    }

    @Test
    void takesAnotherMinerWhenTheFirstLineIsBroken() throws SQLException {
        first.script(ScriptedAxon.lines("{\"message\":{\"content\":\"he"));

        fixture.readAll(fixture.gateway().open(fixture.chat(true)));

        assertThat(fixture.records()).containsExactly("finished second 3 2");
    }

    @Test
    void neverAsksTheSameMinerTwiceAndSaysSoWhenAllFail() throws SQLException {
        first.script(ScriptedAxon.status(500, "{\"error\":\"out of memory\"}"));
        second.script(ScriptedAxon.status(500, "{\"error\":\"out of memory\"}"));

        assertFails(fixture.gateway().open(fixture.chat(true)), Kind.MINER_FAILED);

        assertThat(first.served() + second.served()).isEqualTo(2);
        await().untilAsserted(() -> assertThat(fixture.records()).hasSize(1));
        assertThat(fixture.records().getFirst()).startsWith("failed ").endsWith(" 0 0");
    }

    @Test
    void passesOnWhatIsTheRequestsFault() {
        String refusal = "{\"error\":\"the prompt has 9000 tokens, the context holds 2048\"}";
        first.script(ScriptedAxon.status(400, refusal));

        GatewayError error = assertFails(fixture.gateway().open(fixture.chat(true)), Kind.INVALID_REQUEST);

        assertThat(error.message()).contains("9000").contains("2048");
        assertThat(second.served()).isZero();
    }

    @Test
    void saysUnavailableWhenAllMinersAreBusy() {
        first.script(ScriptedAxon.status(503, "{\"error\":\"queue full\"}"));
        second.script(ScriptedAxon.status(503, "{\"error\":\"queue full\"}"));

        GatewayError error = assertFails(fixture.gateway().open(fixture.chat(true)), Kind.UNAVAILABLE);

        assertThat(error.retryAfterSeconds()).isPositive();
    }

    @Test
    void tellsOfAMinerThatDiesInTheMidstAndCountsWhatCame() throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        ScriptedAxon.Script hanging = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            ScriptedAxon.write(exchange, ScriptedAxon.line("a"));
            ScriptedAxon.write(exchange, ScriptedAxon.line("b"));
            sent.countDown();
            new CountDownLatch(1).await(10, TimeUnit.SECONDS);
        };
        first.script(hanging);
        Exchange exchange = fixture.gateway().open(fixture.chat(true));
        exchange.next(LONG);
        exchange.next(LONG);
        sent.await();
        first.close();

        assertFails(exchange, Kind.MINER_FAILED);
        await().untilAsserted(() -> assertThat(fixture.records()).hasSize(1));
        assertThat(fixture.records().getFirst()).startsWith("failed first").endsWith(" 2");
    }

    @Test
    void tellsOfAMinerThatHangsInTheMidst() {
        first.script(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            ScriptedAxon.write(exchange, ScriptedAxon.line("a"));
            new CountDownLatch(1).await(10, TimeUnit.SECONDS);
        });
        Exchange exchange = fixture.gateway().open(fixture.chat(true));
        exchange.next(LONG);

        assertFails(exchange, Kind.MINER_TOO_SLOW);
    }

    @Test
    void tellsOfABrokenFrameInTheMidst() {
        first.script(ScriptedAxon.lines(ScriptedAxon.line("a"), "{\"message\":]\n", ScriptedAxon.done(1, 1)));
        Exchange exchange = fixture.gateway().open(fixture.chat(true));
        exchange.next(LONG);

        assertThat(assertFails(exchange, Kind.MINER_FAILED).message()).contains("broken");
    }

    @Test
    void tellsOfAStreamThatEndsBeforeItIsDone() {
        first.script(ScriptedAxon.lines(ScriptedAxon.line("a")));
        Exchange exchange = fixture.gateway().open(fixture.chat(true));
        exchange.next(LONG);

        assertThat(assertFails(exchange, Kind.MINER_FAILED).message()).contains("before it was done");
    }

    @Test
    void stopsTheMinerWhenTheCallerLeaves() throws Exception {
        CountDownLatch noticed = new CountDownLatch(1);
        first.script(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (true) {
                    ScriptedAxon.write(exchange, ScriptedAxon.line("more"));
                }
            } catch (IOException e) {
                noticed.countDown();
            }
        });
        try (Exchange exchange = fixture.gateway().open(fixture.chat(true))) {
            exchange.next(LONG);
        }

        assertThat(noticed.await(1, TimeUnit.SECONDS)).isTrue();
        await().untilAsserted(() -> assertThat(fixture.records()).hasSize(1));
        assertThat(fixture.records().getFirst()).startsWith("cancelled first");
        assertThat(fixture.gateway().inFlight()).isZero();
    }

    @Test
    void refusesAnUnknownModel() {
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> fixture.gateway().open(fixture.chat("nobody", true, 100)))
                .withMessage("model 'nobody' not found")
                .satisfies(e -> assertThat(e.error().kind()).isEqualTo(Kind.MODEL_NOT_FOUND));
    }

    @Test
    void refusesWhatIsOverTheRateAndSaysWhenToComeBack() {
        fixture.readAll(fixture.gateway().open(fixture.chat("tiny", true, 2)));
        Exchange last = fixture.gateway().open(fixture.chat("tiny", true, 2));
        assertThat(last.rate().remaining()).isZero();
        fixture.readAll(last);

        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> fixture.gateway().open(fixture.chat("tiny", true, 2)))
                .satisfies(e -> {
                    assertThat(e.error().status()).isEqualTo(429);
                    assertThat(e.error().retryAfterSeconds()).isBetween(1, 30);
                    assertThat(e.rate().limit()).isEqualTo(2);
                });
    }

    @Test
    void saysUnavailableWhenNoMinerIsUp() {
        first.close();
        second.close();
        fixture.works().probe();

        assertFails(fixture.gateway().open(fixture.chat(true)), Kind.UNAVAILABLE);
        assertThat(fixture.gateway().miners()).allMatch(miner -> !miner.up());
    }

    @Test
    void spreadsRequestsOverFreeMiners() {
        CountDownLatch end = new CountDownLatch(1);
        ScriptedAxon.Script waiting = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            ScriptedAxon.write(exchange, ScriptedAxon.line("a"));
            end.await(10, TimeUnit.SECONDS);
            exchange.close();
        };
        first.script(waiting);
        second.script(waiting);
        List<Exchange> running = List.of(
                fixture.gateway().open(fixture.chat(true)),
                fixture.gateway().open(fixture.chat(true)),
                fixture.gateway().open(fixture.chat(true)),
                fixture.gateway().open(fixture.chat(true)));
        running.forEach(exchange -> exchange.next(LONG));

        assertThat(first.served()).isEqualTo(2);
        assertThat(second.served()).isEqualTo(2);
        end.countDown();
        running.forEach(Exchange::close);
    }

    private static GatewayError assertFails(Exchange exchange, Kind kind) {
        try (exchange) {
            while (true) {
                exchange.next(LONG);
            }
        } catch (GatewayException e) {
            assertThat(e.error().kind()).isEqualTo(kind);
            return e.error();
        }
    }
}
