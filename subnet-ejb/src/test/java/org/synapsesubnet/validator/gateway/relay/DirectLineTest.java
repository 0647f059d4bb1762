package org.synapsesubnet.validator.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.validator.gateway.GatewayFixture;
import org.synapsesubnet.validator.gateway.ScriptedAxon;
import org.synapsesubnet.validator.gateway.ledger.TokenCount;
import org.synapsesubnet.validator.gateway.relay.DirectAnswer.Outcome;

@Timeout(30)
class DirectLineTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(300);

    private ScriptedAxon axon;
    private GatewayFixture fixture;
    private DirectLine line;

    @BeforeEach
    void start() throws IOException, SQLException {
        HotkeySigner validator = GatewayFixture.validator();
        axon = new ScriptedAxon("one", validator.hotkey(), exchange -> {});
        fixture = new GatewayFixture(validator, List.of(axon.endpoint()));
        line = new DirectLine(fixture.works().directory(), System::nanoTime);
    }

    @AfterEach
    void stop() {
        fixture.close();
        axon.close();
    }

    @Test
    void tellsTextTokensCountsAndTimes() throws Exception {
        axon.script(ScriptedAxon.lines("""
                {"message":{"content":"Hé"},"logprobs":[{"token":"H","logprob":-0.5,"bytes":[72]},\
                {"token":"\\ufffd","logprob":-1.5,"bytes":[195]},{"token":"\\ufffd","logprob":-2.5,"bytes":[169]}],\
                "done":false}
                """, ScriptedAxon.done(3, 3)));

        DirectAnswer answer = ask(LONG);

        assertThat(answer.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(answer.text()).isEqualTo("Hé");
        assertThat(answer.tokenText()).isEqualTo("Hé");
        assertThat(answer.tokens()).extracting(AnswerToken::logprob).containsExactly(-0.5, -1.5, -2.5);
        assertThat(answer.claimed()).isEqualTo(new TokenCount(3, 3, false));
        assertThat(answer.doneReason()).isEqualTo("stop");
        assertThat(answer.firstTokenNanos()).isPositive().isLessThanOrEqualTo(answer.totalNanos());
    }

    @Test
    void isNoRequestOfACustomers() throws Exception {
        axon.script(ScriptedAxon.lines(ScriptedAxon.line("Hi"), ScriptedAxon.done(3, 1)));

        ask(LONG);

        assertThat(fixture.records()).isEmpty();
        assertThat(fixture.gateway().miners()).singleElement().satisfies(miner -> {
            assertThat(miner.requests()).isZero();
            assertThat(miner.tokens()).isZero();
            assertThat(miner.inFlight()).isZero();
        });
    }

    @Test
    void takesASlotInTheEyesOfRouting() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        axon.script(exchange -> {
            goOn.await();
            ScriptedAxon.lines(ScriptedAxon.done(3, 1)).answer(exchange);
        });

        Thread asking = Thread.ofVirtual().start(() -> {
            try {
                ask(LONG);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        await().until(() -> fixture.gateway().miners().getFirst().inFlight() == 1);
        goOn.countDown();
        asking.join();
        assertThat(fixture.gateway().miners().getFirst().inFlight()).isZero();
    }

    @Test
    void goesOverTheWireAsACustomersRequestDoes() throws Exception {
        List<Map<String, List<String>>> seen = new CopyOnWriteArrayList<>();
        axon.script(exchange -> {
            seen.add(shape(
                    exchange.getRequestMethod(), exchange.getRequestURI().toString(), exchange.getRequestHeaders()));
            ScriptedAxon.lines(ScriptedAxon.line("Hi"), ScriptedAxon.done(3, 1)).answer(exchange);
        });

        fixture.readAll(fixture.gateway().open(fixture.chat(true)));
        ask(LONG);

        assertThat(seen).hasSize(2);
        assertThat(seen.get(1)).isEqualTo(seen.get(0));
        assertThat(axon.bodies().get(1)).isEqualTo(axon.bodies().get(0));
    }

    @Test
    void tellsWhatWentWrong() throws Exception {
        axon.script(ScriptedAxon.status(503, "{\"error\":\"queue_full\"}"));
        assertThat(ask(LONG).outcome()).isEqualTo(Outcome.BUSY);

        axon.script(ScriptedAxon.status(500, "{\"error\":\"out of memory\"}"));
        assertThat(ask(LONG)).satisfies(answer -> {
            assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(answer.detail()).contains("HTTP 500", "out of memory");
        });

        axon.script(ScriptedAxon.lines(ScriptedAxon.line("half an")));
        assertThat(ask(LONG)).satisfies(answer -> {
            assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(answer.text()).isEqualTo("half an");
        });
    }

    @Test
    void endsAnAnswerThatNeverDoes() throws Exception {
        String much = ScriptedAxon.line("x".repeat(100_000));
        axon.script(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 1_000; i++) {
                ScriptedAxon.write(exchange, much);
            }
        });

        DirectAnswer answer = ask(LONG);

        assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(answer.detail()).contains("longer than 1048576 bytes");
        assertThat(answer.text()).hasSizeLessThan(1_048_576);
    }

    @Test
    void isLateWhenTheAnswerIsNotWholeInTime() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        axon.script(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            ScriptedAxon.write(exchange, ScriptedAxon.line("so"));
            never.await();
        });

        DirectAnswer answer = ask(SHORT);

        assertThat(answer.outcome()).isEqualTo(Outcome.LATE);
        assertThat(answer.totalNanos()).isGreaterThanOrEqualTo(SHORT.toNanos());
        never.countDown();
    }

    @Test
    void findsNobodyWhereNobodyIs() throws Exception {
        axon.close();
        assertThat(ask(LONG).outcome()).isEqualTo(Outcome.UNREACHABLE);
        assertThat(line.ask(KeyId.ofAddress("0x" + "1".repeat(40)), fixture.chat(true), LONG)
                        .outcome())
                .isEqualTo(Outcome.UNREACHABLE);
    }

    private DirectAnswer ask(Duration deadline) throws InterruptedException {
        return line.ask(KeyId.ofAddress(axon.endpoint().hotkey()), fixture.chat(true), deadline);
    }

    /** All that a miner sees of a request besides its body; what differs with each request is told by its length. */
    private static Map<String, List<String>> shape(String method, String path, Headers headers) {
        Map<String, List<String>> shape = new TreeMap<>();
        headers.forEach((name, values) -> {
            List<String> shown = new ArrayList<>(values);
            if (name.toLowerCase(Locale.ROOT).startsWith("x-synapse-")) {
                shown.replaceAll(value -> value.length() + " characters");
            }
            shape.put(name, shown);
        });
        shape.put("", List.of(method, path));
        return shape;
    }
}
