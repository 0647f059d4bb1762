package org.synapsesubnet.miner.resources;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * How finely the past is kept, and how long.
 *
 * @param step length of a slot, 1 s–1 day in whole seconds
 * @param kept how long, at least two steps and at most 3 years
 */
public record Resolution(Duration step, Duration kept) {

    private static final Duration LONGEST = Duration.ofDays(3 * 366L);
    private static final int MOST = 5;

    public Resolution {
        if (step.toSeconds() < 1 || step.toMillis() % 1000 != 0 || step.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("step: " + step + " must be from PT1S to P1D in whole seconds");
        }
        if (kept.compareTo(step.multipliedBy(2)) < 0 || kept.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("kept: " + kept + " must be from two steps to " + LONGEST);
        }
    }

    /**
     * Reads {@code PT10S/PT1H,PT1M/P1D}: a step and how long it is kept, the finest first.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    public static List<Resolution> parseAll(List<String> texts) {
        var found = new ArrayList<Resolution>();
        for (String text : texts) {
            Resolution next = parse(text.strip());
            if (!found.isEmpty()) {
                requireCoarser(found.getLast(), next);
            }
            found.add(next);
        }
        if (found.isEmpty() || found.size() > MOST) {
            throw new IllegalArgumentException(
                    "synapse.fleet.history: " + found.size() + " resolutions, must be from 1 to " + MOST);
        }
        return List.copyOf(found);
    }

    private static Resolution parse(String text) {
        String[] parts = text.split("/", -1);
        try {
            if (parts.length == 2) {
                return new Resolution(Duration.parse(parts[0]), Duration.parse(parts[1]));
            }
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "synapse.fleet.history: '" + text + "' has no duration such as PT10S", e);
        }
        throw new IllegalArgumentException("synapse.fleet.history: '" + text + "' must look like PT10S/PT1H");
    }

    private static void requireCoarser(Resolution fine, Resolution coarse) {
        if (coarse.step.toSeconds() % fine.step.toSeconds() != 0 || coarse.step.equals(fine.step)) {
            throw new IllegalArgumentException("synapse.fleet.history: " + coarse.step + " must be a multiple of "
                    + fine.step + ", the one before");
        }
        if (fine.kept.compareTo(coarse.step.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException("synapse.fleet.history: " + fine.step
                    + " must be kept for at least two of " + coarse.step + ", which are made of it");
        }
    }
}
