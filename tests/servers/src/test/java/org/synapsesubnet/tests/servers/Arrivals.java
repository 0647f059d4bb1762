package org.synapsesubnet.tests.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * When the chunks of an answer came.
 *
 * @param asked {@link System#nanoTime} before the question was sent
 * @param chunks {@link System#nanoTime} of each chunk, at least one
 */
record Arrivals(long asked, List<Long> chunks) {

    static Arrivals of(Face face, StreamedQuestion question, int tokens) throws IOException, InterruptedException {
        long asked = System.nanoTime();
        try (Stream<String> chunks = question.ask(face, tokens)) {
            return new Arrivals(asked, chunks.map(chunk -> System.nanoTime()).toList());
        }
    }

    Duration whole() {
        return Duration.ofNanos(chunks.getLast() - asked);
    }

    Duration first() {
        return Duration.ofNanos(chunks.getFirst() - asked);
    }

    private Duration longestGap() {
        return Duration.ofNanos(IntStream.range(1, chunks.size())
                .mapToLong(i -> chunks.get(i) - chunks.get(i - 1))
                .max()
                .orElse(0));
    }

    /** Neither the answer nor a large part of it was kept back, though it took its time. */
    void assertSpreadOver(Duration least) {
        Duration third = whole().dividedBy(3);
        assertThat(whole()).isGreaterThanOrEqualTo(least);
        assertThat(first()).as("first chunk of an answer of %s", whole()).isLessThan(third);
        assertThat(longestGap()).as("longest gap in an answer of %s", whole()).isLessThan(third);
    }
}
