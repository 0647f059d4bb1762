package org.synapsesubnet.registrar.verification.load;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.synapsesubnet.api.passport.LoadPoint;

/** The figures of many answers. */
final class LoadFigures {
    private LoadFigures() {}

    /** @param nanos from the first request to the last answer's end */
    static LoadPoint of(int streams, List<AnswerSample> samples, long nanos) {
        List<Long> firsts = samples.stream()
                .filter(AnswerSample::whole)
                .map(AnswerSample::firstTokenNanos)
                .sorted()
                .toList();
        long tokens = samples.stream().mapToLong(AnswerSample::tokens).sum();
        double seconds = nanos / (double) TimeUnit.SECONDS.toNanos(1);
        return new LoadPoint(
                streams,
                firsts.size(),
                samples.size() - firsts.size(),
                tokens,
                Math.round(tokens * 1000 / seconds),
                millisAt(firsts, 50),
                millisAt(firsts, 95));
    }

    /** The smallest value that so many percent of them don't exceed. */
    private static long millisAt(List<Long> ascending, int percent) {
        if (ascending.isEmpty()) {
            return 0;
        }
        int rank = (ascending.size() * percent + 99) / 100;
        return TimeUnit.NANOSECONDS.toMillis(ascending.get(Math.max(0, rank - 1)));
    }
}
