package org.synapsesubnet.chain.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import java.util.function.LongBinaryOperator;
import org.junit.jupiter.api.Test;

class I32F32Test {

    private static final BigInteger ONE = BigInteger.ONE.shiftLeft(32);
    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    @Test
    void multipliesTowardsNegativeInfinityAndSaturates() {
        agree(I32F32::multiply, (a, b) -> saturated(big(a).multiply(big(b)).shiftRight(32)));
        assertThat(I32F32.multiply(-1, 1)).isEqualTo(-1);
        assertThat(I32F32.multiply(Long.MAX_VALUE, -Long.MAX_VALUE)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void dividesTowardsZeroAndAnswersZeroForWhatHasNoResult() {
        agree(
                I32F32::divide,
                (a, b) -> b == 0 ? 0 : inRangeOrZero(big(a).multiply(ONE).divide(big(b))));
        assertThat(I32F32.divide(-I32F32.ONE, I32F32.ofInteger(3))).isEqualTo(-(I32F32.ONE / 3));
        assertThat(I32F32.divide(I32F32.ONE, 0)).isZero();
        assertThat(I32F32.divide(I32F32.ofInteger(2), 1)).isZero();
    }

    @Test
    void addsAndSubtractsWithSaturation() {
        agree(I32F32::add, (a, b) -> saturated(big(a).add(big(b))));
        agree(I32F32::subtract, (a, b) -> saturated(big(a).subtract(big(b))));
        assertThat(I32F32.add(Long.MAX_VALUE, 1)).isEqualTo(Long.MAX_VALUE);
        assertThat(I32F32.subtract(Long.MIN_VALUE, 1)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void ratioOfIntegersIsTheI64F64QuotientCutToI32F32() {
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            long whole = 1 + (random.nextLong() >>> (1 + random.nextInt(62))) / 2;
            long part = random.nextLong(whole + 1);
            BigInteger i64f64 = big(part).shiftLeft(64).divide(big(whole));
            assertThat(I32F32.ratio(part, whole))
                    .isEqualTo(i64f64.shiftRight(32).longValueExact());
        }
    }

    @Test
    void everyU16ProportionIsAFloorAndOnlyTheEndsComeBack() {
        for (int value = 0; value <= 65_535; value++) {
            long proportion = I32F32.ofU16Proportion(value);
            assertThat(proportion).isEqualTo(((long) value << 32) / 65_535);
            assertThat(I32F32.toU16Proportion(proportion)).isBetween(value - 1, value);
        }
        assertThat(I32F32.toU16Proportion(I32F32.ONE)).isEqualTo(65_535);
        assertThat(I32F32.toU16Proportion(I32F32.ONE / 2)).isEqualTo(32_767);
    }

    @Test
    void u16SaturatesAtBothEnds() {
        assertThat(I32F32.toU16Proportion(-1)).isZero();
        assertThat(I32F32.toU16Proportion(I32F32.ONE + I32F32.ONE / 2)).isEqualTo(65_535);
        assertThat(I32F32.toU16Proportion(Long.MAX_VALUE)).isEqualTo(65_535);
    }

    @Test
    void shareOfTheLargestEmissionDoesNotSaturate() {
        assertThat(I32F32.shareOf(I32F32.ONE, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(I32F32.shareOf(I32F32.ONE - 1, 1)).isZero();
    }

    private static void agree(LongBinaryOperator operator, LongBinaryOperator reference) {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            long a = random.nextLong() >> random.nextInt(63);
            long b = random.nextLong() >> random.nextInt(63);
            assertThat(operator.applyAsLong(a, b)).as("%d, %d", a, b).isEqualTo(reference.applyAsLong(a, b));
        }
    }

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }

    private static long saturated(BigInteger value) {
        return value.max(MIN).min(MAX).longValueExact();
    }

    private static long inRangeOrZero(BigInteger value) {
        return value.bitLength() > 63 ? 0 : value.longValueExact();
    }
}
