package org.synapsesubnet.chain.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The documented bits and error bounds of {@link Exponential}, against the series in 50 decimal digits. */
class ExponentialTest {

    private static final MathContext DIGITS = new MathContext(50);
    private static final BigDecimal UNIT = BigDecimal.ONE.divide(BigDecimal.valueOf(I32F32.ONE));

    @ParameterizedTest
    @CsvSource({
        "0, 4294967296",
        "4294967296, 11674931200",
        "-4294967296, 1580030169",
        "2147483648, 7081203935",
        "-2147483648, 2605029348",
        "21474836480, 637429664624",
        "-21474836480, 28939262",
        "85899345920, 2066907302758576256",
        "-85899345920, 8",
        "1, 4294967297",
        "-1, 4294967295",
    })
    void hasTheseBits(long exponent, long bits) {
        assertThat(Exponential.of(exponent)).isEqualTo(bits);
    }

    @Test
    void exponentsBeyondTheLimitCountAsTheLimit() {
        assertThat(Exponential.of(Exponential.LIMIT + 1)).isEqualTo(Exponential.of(Exponential.LIMIT));
        assertThat(Exponential.of(Long.MAX_VALUE)).isEqualTo(Exponential.of(Exponential.LIMIT));
        assertThat(Exponential.of(Long.MIN_VALUE)).isEqualTo(Exponential.of(-Exponential.LIMIT));
    }

    @ParameterizedTest
    @CsvSource({"0, 6, 64, 0", "6, 8, 0, 0x1p-29", "8, 12, 0, 0x1p-19", "12, 20, 0, 0.01"})
    void isTooSmallByAtMostTheDocumentedErrorAboveZero(int from, int to, int units, double relative) {
        forExponents(from, to, x -> {
            BigDecimal real = real(x);
            BigDecimal error = real.subtract(value(Exponential.of(x)));
            BigDecimal bound =
                    UNIT.multiply(BigDecimal.valueOf(units)).add(real.multiply(BigDecimal.valueOf(relative), DIGITS));
            assertThat(error).as("error of e^%d/2^32", x).isBetween(BigDecimal.ZERO, bound);
        });
    }

    @Test
    void isWithinFourUnitsBelowZero() {
        forExponents(
                0,
                20,
                x -> assertThat(real(-x).subtract(value(Exponential.of(-x))).abs())
                        .as("error of e^-%d/2^32", x)
                        .isLessThanOrEqualTo(UNIT.multiply(BigDecimal.valueOf(4))));
    }

    @Test
    void logisticCurveIsWithinTwoUnitsButAtOne() {
        forExponents(0, 20, x -> {
            assertThat(logisticError(x)).as("at %d/2^32", x).isLessThanOrEqualTo(units(2));
            assertThat(logisticError(-x)).as("at -%d/2^32", x).isLessThanOrEqualTo(units(2));
        });
        assertThat(logisticError(I32F32.ONE)).isBetween(units(24), units(25));
    }

    @Test
    void neverFallsAsTheExponentGrowsByAThousandth() {
        long before = 0;
        for (long x = -Exponential.LIMIT; x <= Exponential.LIMIT; x += I32F32.ONE / 1000) {
            assertThat(Exponential.of(x)).as("e^%d/2^32", x).isGreaterThanOrEqualTo(before);
            before = Exponential.of(x);
        }
    }

    private interface ExponentCheck {
        void check(long exponent);
    }

    private static void forExponents(int from, int to, ExponentCheck check) {
        Random random = new Random(from);
        check.check(I32F32.ofInteger(to));
        for (int i = 0; i < 200; i++) {
            check.check(random.nextLong(I32F32.ofInteger(from) + 1, I32F32.ofInteger(to)));
        }
    }

    private static BigDecimal logisticError(long x) {
        BigDecimal real = BigDecimal.ONE.divide(BigDecimal.ONE.add(real(x)), DIGITS);
        return real.subtract(value(I32F32.divide(I32F32.ONE, I32F32.ONE + Exponential.of(x))))
                .abs();
    }

    private static BigDecimal real(long exponent) {
        BigDecimal y = value(Math.abs(exponent));
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        for (int k = 1; k < 110; k++) {
            term = term.multiply(y, DIGITS).divide(BigDecimal.valueOf(k), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        return exponent < 0 ? BigDecimal.ONE.divide(sum, DIGITS) : sum;
    }

    private static BigDecimal value(long bits) {
        return UNIT.multiply(BigDecimal.valueOf(bits));
    }

    private static BigDecimal units(int count) {
        return UNIT.multiply(BigDecimal.valueOf(count));
    }
}
