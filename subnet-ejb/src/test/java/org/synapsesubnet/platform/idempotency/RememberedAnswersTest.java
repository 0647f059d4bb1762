package org.synapsesubnet.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.api.problem.InvalidValue;
import org.synapsesubnet.api.problem.ProblemException;
import org.synapsesubnet.platform.persistence.TestDatabase;

class RememberedAnswersTest {
    private static final Answer MADE = new Answer(201, "/modules/a", "tag", "{\"name\":\"ä\"}");

    private final TestDatabase database = TestDatabase.open();
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void givesTheSameAnswerAgain() {
        remember(request("k", "body"));

        assertThat(find(request("k", "body"))).contains(MADE);
        assertThat(find(request("other", "body"))).isEmpty();
    }

    @Test
    void refusesTheKeyOfAnotherRequest() {
        remember(request("k", "body"));

        assertThatThrownBy(() -> find(request("k", "other body")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(422));
    }

    @Test
    void tellsAccountsApart() {
        remember(request("k", "body"));

        assertThat(find(new RequestKey("somebody", "k", "other body"))).isEmpty();
    }

    @Test
    void remembersNoRefusal() {
        assertThatThrownBy(() -> on(answers -> answers.remember(request("k", "body"), () -> {
                    throw new IllegalStateException("refused");
                })))
                .isInstanceOf(IllegalStateException.class);

        assertThat(find(request("k", "body"))).isEmpty();
    }

    @Test
    void forgetsAfterADay() {
        remember(request("k", "body"));
        now = now.plus(Duration.ofHours(24));

        assertThat(find(request("k", "body"))).isEmpty();
        assertThat(remember(request("k", "other"))).isEqualTo(MADE);
    }

    @Test
    void doesTheWorkOfThirtyTwoEqualRequestsOnce() throws Exception {
        AtomicInteger done = new AtomicInteger();
        CyclicBarrier together = new CyclicBarrier(32);
        List<Optional<Answer>> results = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(32)) {
            List<Future<Optional<Answer>>> running = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                running.add(clients.submit(() -> {
                    together.await();
                    return once(done);
                }));
            }
            for (Future<Optional<Answer>> result : running) {
                results.add(result.get());
            }
        }

        assertThat(done).hasValue(1);
        assertThat(results).containsOnly(Optional.of(MADE));
    }

    @Test
    void takesKeysWithinTheirLimits() {
        for (String key : new String[] {"", "a b", "k".repeat(129), "ä"}) {
            assertThatThrownBy(() -> request(key, "")).isInstanceOf(InvalidValue.class);
        }
    }

    private Optional<Answer> once(AtomicInteger done) {
        try {
            return Optional.of(on(answers -> answers.remember(request("same", "body"), () -> {
                done.incrementAndGet();
                return MADE;
            })));
        } catch (HappenedMeanwhileException e) {
            return find(request("same", "body"));
        }
    }

    private Optional<Answer> find(RequestKey request) {
        return on(answers -> answers.find(request));
    }

    private Answer remember(RequestKey request) {
        return on(answers -> answers.remember(request, () -> MADE));
    }

    private <T> T on(Function<RememberedAnswers, T> work) {
        return database.inTransaction(entities -> work.apply(new RememberedAnswers(entities, () -> now)));
    }

    private static RequestKey request(String key, String fingerprint) {
        return new RequestKey("boss", key, fingerprint);
    }
}
