package org.synapsesubnet.registrar.verification.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.api.passport.LoadPoint;

class BendTest {
    private final Bend bend = new Bend();

    @Test
    void theCapacityIsWhereMoreStreamsBringNoMoreTokens() {
        bend.add(point(1, 0, 10_000));
        bend.add(point(2, 0, 19_000));
        assertThat(bend.reached()).isFalse();

        bend.add(point(4, 0, 20_800));

        assertThat(bend.reached()).isTrue();
        assertThat(bend.best()).map(LoadPoint::streams).contains(2);
    }

    @Test
    void aTenthMoreIsWorthIt() {
        bend.add(point(1, 0, 10_000));
        bend.add(point(2, 0, 11_000));

        assertThat(bend.reached()).isFalse();
        assertThat(bend.best()).map(LoadPoint::streams).contains(2);
    }

    @Test
    void aFailureIsTheEnd() {
        bend.add(point(1, 0, 10_000));
        bend.add(point(2, 1, 30_000));

        assertThat(bend.reached()).isTrue();
        assertThat(bend.best()).map(LoadPoint::streams).contains(1);
    }

    @Test
    void whoNeverAnswersHasNoCapacity() {
        bend.add(point(1, 1, 0));

        assertThat(bend.reached()).isTrue();
        assertThat(bend.best()).isEmpty();
    }

    @Test
    void figuresAreThoseOfTheAnswersThatCameWhole() {
        List<AnswerSample> samples = new ArrayList<>(LongStream.rangeClosed(1, 20)
                .mapToObj(i -> new AnswerSample(true, 5, TimeUnit.MILLISECONDS.toNanos(i * 10)))
                .toList());
        samples.add(AnswerSample.FAILED);

        assertThat(LoadFigures.of(4, samples, TimeUnit.SECONDS.toNanos(8)))
                .isEqualTo(new LoadPoint(4, 20, 1, 100, 12_500, 100, 190));
    }

    private static LoadPoint point(int streams, int failures, long milliTokensPerSecond) {
        return new LoadPoint(streams, 5, failures, milliTokensPerSecond / 100, milliTokensPerSecond, 5, 9);
    }
}
