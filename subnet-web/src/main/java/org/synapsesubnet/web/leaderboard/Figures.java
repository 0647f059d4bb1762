package org.synapsesubnet.web.leaderboard;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How the leaderboard's numbers look to people. */
final class Figures {

    static final String NOTHING_YET = "–";

    private static final int RAO_DIGITS = 9;
    private static final int MILLION = 1_000_000;
    private static final int U16 = 65_535;

    /** Width and height of a sparkline's view box. */
    private static final int WIDTH = 96;

    private static final int HEIGHT = 22;
    private static final int MARGIN = 2;

    private Figures() {}

    /** Rao as coins, without zeros that say nothing. */
    static String coins(long rao) {
        BigDecimal coins = BigDecimal.valueOf(rao, RAO_DIGITS).stripTrailingZeros();
        return coins.signum() == 0 ? "0" : coins.toPlainString();
    }

    /** Millionths as 0.000 to 1.000. */
    static String millionths(@Nullable Integer value) {
        return value == null ? NOTHING_YET : String.format(Locale.ROOT, "%.3f", (double) value / MILLION);
    }

    /** A difference of millionths with its sign. */
    static String change(@Nullable Integer value) {
        return value == null ? "" : String.format(Locale.ROOT, "%+.3f", (double) value / MILLION);
    }

    /** A u16 proportion in percent. */
    static String percent(int u16) {
        return String.format(Locale.ROOT, "%.2f %%", 100.0 * u16 / U16);
    }

    static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static String millis(long nanos) {
        return nanos <= 0 ? NOTHING_YET : String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }

    /** The points of an SVG line for values of 0 to a million, oldest left; a single value is a level line. */
    static String sparkline(List<Integer> values) {
        List<Integer> shown = values.size() == 1 ? List.of(values.getFirst(), values.getFirst()) : values;
        return IntStream.range(0, shown.size())
                .mapToObj(i -> String.format(
                        Locale.ROOT,
                        "%.1f,%.1f",
                        MARGIN + (double) i / (shown.size() - 1) * (WIDTH - 2 * MARGIN),
                        MARGIN + (1 - (double) shown.get(i) / MILLION) * (HEIGHT - 2 * MARGIN)))
                .collect(Collectors.joining(" "));
    }
}
