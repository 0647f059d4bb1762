package org.synapsesubnet.axon.watch;

import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** How often durations fell below given bounds: a histogram of the Prometheus text format, in seconds. */
final class Histogram {

    private static final double[] BOUNDS = {
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300
    };

    private final LongAdder[] counts = new LongAdder[BOUNDS.length + 1];
    private final LongAdder sumNanos = new LongAdder();

    Histogram() {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    void record(long nanos) {
        double seconds = nanos / 1e9;
        int bucket = 0;
        while (bucket < BOUNDS.length && seconds > BOUNDS[bucket]) {
            bucket++;
        }
        counts[bucket].increment();
        sumNanos.add(nanos);
    }

    void writeTo(StringBuilder text, String name) {
        writeTo(text, name, "");
    }

    /** @param labels as they stand between the braces; empty for none */
    void writeTo(StringBuilder text, String name, String labels) {
        String more = labels.isEmpty() ? "" : labels + ",";
        String braces = labels.isEmpty() ? "" : "{" + labels + "}";
        long total = 0;
        for (int i = 0; i < counts.length; i++) {
            total += counts[i].sum();
            String bound = i < BOUNDS.length ? Double.toString(BOUNDS[i]) : "+Inf";
            text.append("%s_bucket{%sle=\"%s\"} %d\n".formatted(name, more, bound, total));
        }
        text.append(String.format(Locale.ROOT, "%s_sum%s %.9f\n", name, braces, sumNanos.sum() / 1e9));
        text.append("%s_count%s %d\n".formatted(name, braces, total));
    }
}
