package org.synapsesubnet.registrar.verification.load;

import java.time.Duration;

/**
 * How hard a module is tried.
 *
 * @param step how long each number of streams is kept up, 100 ms–10 min; answers that run then are waited for
 * @param mostStreams the highest number that is tried, 1–1024
 * @param answerTokens most tokens of one answer, 1–4096
 * @param patience how long an answer may take, 100 ms–1 h
 */
public record LoadSettings(Duration step, int mostStreams, int answerTokens, Duration patience) {
    public LoadSettings {
        between("step", step, Duration.ofMillis(100), Duration.ofMinutes(10));
        between("patience", patience, Duration.ofMillis(100), Duration.ofHours(1));
        between("mostStreams", mostStreams, 1024);
        between("answerTokens", answerTokens, 4096);
    }

    private static void between(String field, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(field + ": " + value + " must be from " + least + " to " + most);
        }
    }

    private static void between(String field, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(field + ": " + value + " must be from 1 to " + most);
        }
    }
}
