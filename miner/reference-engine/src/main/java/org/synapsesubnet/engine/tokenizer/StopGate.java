package org.synapsesubnet.engine.tokenizer;

import java.util.List;

/**
 * Lets text through until a stop string appears; what may be the beginning of one waits. Not thread-safe.
 */
public final class StopGate {

    private final List<String> stops;
    private final StringBuilder waiting = new StringBuilder();
    private boolean stopped;

    /** @param stops texts that end the answer and are no part of it; none may be empty */
    public StopGate(List<String> stops) {
        this.stops = List.copyOf(stops);
        if (stops.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("stop: an empty string, but at least one character is needed");
        }
    }

    /** Whether a stop string has appeared; nothing passes after it. */
    public boolean stopped() {
        return stopped;
    }

    /** The text that can be shown now. */
    public String add(String text) {
        if (stopped) {
            return "";
        }
        waiting.append(text);
        int stop = firstStop();
        if (stop >= 0) {
            stopped = true;
            return take(stop);
        }
        return take(waiting.length() - held());
    }

    /** What waited for a stop string that didn't come. */
    public String finish() {
        return stopped ? "" : take(waiting.length());
    }

    private String take(int count) {
        String text = waiting.substring(0, count);
        waiting.delete(0, count);
        return text;
    }

    private int firstStop() {
        return stops.stream()
                .mapToInt(waiting::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(-1);
    }

    /** Length of the longest end of the text that begins a stop string. */
    private int held() {
        int held = 0;
        for (String stop : stops) {
            for (int length = Math.min(stop.length() - 1, waiting.length()); length > held; length--) {
                if (stop.startsWith(waiting.substring(waiting.length() - length))) {
                    held = length;
                }
            }
        }
        return held;
    }
}
