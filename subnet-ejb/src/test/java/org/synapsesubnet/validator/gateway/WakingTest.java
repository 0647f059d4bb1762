package org.synapsesubnet.validator.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.validator.gateway.GatewayError.Kind;
import org.synapsesubnet.validator.gateway.relay.AnswerChunk;
import org.synapsesubnet.validator.gateway.relay.Exchange;

/** Requests for a model whose only miner sleeps. */
class WakingTest {

    private static final Duration SHORT = Duration.ofMillis(20);

    private ScriptedAxon axon;
    private GatewayFixture fixture;

    @BeforeEach
    void start() throws IOException, SQLException {
        HotkeySigner validator = GatewayFixture.validator();
        axon = new ScriptedAxon(
                "sleeper",
                validator.hotkey(),
                ScriptedAxon.lines(ScriptedAxon.line("Good morning"), ScriptedAxon.done(3, 2)));
        axon.asleep(true);
        fixture = new GatewayFixture(validator, List.of(axon.endpoint()));
        fixture.addSleeper("tiny");
    }

    @AfterEach
    void stop() {
        fixture.close();
        axon.close();
    }

    @Test
    void theFirstRequestWakesItsMinerAndWaits() throws SQLException {
        try (Exchange exchange = fixture.gateway().open(fixture.chat(true))) {
            assertThat(exchange.next(SHORT)).isNull();
            assertThat(fixture.replicas("tiny")).isEqualTo(1);
            fixture.works().probe();
            assertThat(exchange.next(SHORT)).isNull();

            axon.asleep(false);
            fixture.works().probe();

            assertThat(exchange.next(Duration.ofSeconds(10)))
                    .isNotNull()
                    .extracting(AnswerChunk::content)
                    .isEqualTo("Good morning");
            assertThat(exchange.next(Duration.ofSeconds(10))).isNotNull().matches(AnswerChunk::done);
        }
        assertThat(fixture.records()).containsExactly("finished sleeper 3 2");
    }

    /** Waiting inside one call, as for an answer that isn't streamed. */
    @Test
    void whoWaitsHearsOfItsMinerAtOnce() throws Exception {
        Thread waker = Thread.ofVirtual().start(() -> {
            await().until(() -> fixture.replicas("tiny") == 1);
            axon.asleep(false);
            fixture.works().probe();
        });

        List<AnswerChunk> chunks = fixture.readAll(fixture.gateway().open(fixture.chat(true)));

        waker.join();
        assertThat(chunks.getLast().done()).isTrue();
    }

    @Test
    void noMoreWaitThanThereAreSeats() throws SQLException {
        Exchange first = fixture.gateway().open(fixture.chat(true));
        Exchange second = fixture.gateway().open(fixture.chat(true));
        assertThat(first.next(SHORT)).isNull();
        assertThat(second.next(SHORT)).isNull();

        GatewayError refusal = failure(fixture.gateway().open(fixture.chat(true)));
        assertThat(refusal.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(refusal.message())
                .isEqualTo("The miner of 'tiny:latest' wakes, and 2 requests wait for such miners already");
        assertThat(refusal.retryAfterSeconds()).isEqualTo(5);

        // Who leaves makes room.
        first.close();
        try (Exchange third = fixture.gateway().open(fixture.chat(true))) {
            assertThat(third.next(SHORT)).isNull();
        }
        second.close();
        assertThat(fixture.gateway().inFlight()).isZero();
    }

    @Test
    void aSleepingModelIsListed() {
        assertThat(fixture.gateway().models()).containsExactly("tiny:latest");
    }

    @Test
    void whatNobodyServesIsNotWaitedFor() throws SQLException {
        assertThatThrownBy(() -> fixture.gateway().open(fixture.chat("large", true, 100_000)))
                .isInstanceOfSatisfying(
                        GatewayException.class,
                        e -> assertThat(e.error().kind()).isEqualTo(Kind.UNAVAILABLE));
        assertThat(fixture.replicas("tiny")).isZero();
    }

    private static GatewayError failure(Exchange exchange) {
        try (exchange) {
            exchange.next(Duration.ofSeconds(10));
            throw new AssertionError("it was served");
        } catch (GatewayException e) {
            return e.error();
        }
    }
}
