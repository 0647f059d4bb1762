package org.synapsesubnet.axon.share;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.synapsesubnet.api.identity.Hotkey;

/**
 * What part of the axon each validator may call its own while all of them want it.
 *
 * @param parts of the whole by validator; each above 0, together 1, or none at all
 */
public record Shares(Map<Hotkey, Double> parts) {

    /** Nobody is served. */
    public static final Shares NONE = new Shares(Map.of());

    /** What the chain's validators weigh together, beside the parts of those that the owner allows. */
    public static final int PARTS_OF_THE_CHAIN = 100;

    /** A quarter is divided by heads and the rest by stake, so that the smallest has a quarter of an equal share. */
    private static final double BY_HEADS = 0.25;

    private static final double TOLERANCE = 1e-6;

    public Shares {
        parts = Map.copyOf(parts);
        double sum = 0;
        for (double part : parts.values()) {
            if (!(part > 0)) {
                throw new IllegalArgumentException("a part must be above 0, not " + part);
            }
            sum += part;
        }
        if (!parts.isEmpty() && Math.abs(sum - 1) > TOLERANCE) {
            throw new IllegalArgumentException("parts must be 1 together, not " + sum);
        }
    }

    /**
     * Divides the axon; whoever is on both lists has what is more.
     *
     * @param allowed the owner's own list, each with its parts, 1 or more
     * @param stakes of the validators that the chain names, rao; of {@link #PARTS_OF_THE_CHAIN} parts together
     */
    public static Shares of(Map<Hotkey, Integer> allowed, Map<Hotkey, Long> stakes) {
        Map<Hotkey, Double> weights = new HashMap<>();
        double total = stakes.values().stream().mapToDouble(Long::doubleValue).sum();
        stakes.forEach((validator, stake) -> {
            double byHeads = 1.0 / stakes.size();
            double byStake = total > 0 ? stake / total : byHeads;
            weights.put(validator, PARTS_OF_THE_CHAIN * (BY_HEADS * byHeads + (1 - BY_HEADS) * byStake));
        });
        allowed.forEach((validator, parts) -> weights.merge(validator, (double) parts, Math::max));
        double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        return new Shares(weights.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> entry.getValue() / sum)));
    }

    public boolean names(Hotkey validator) {
        return parts.containsKey(validator);
    }

    /** Its part; the smallest that there is for one whose session outlived its place on the list. */
    public double of(Hotkey validator) {
        Double part = parts.get(validator);
        return part != null
                ? part
                : parts.values().stream().mapToDouble(Double::doubleValue).min().orElse(1);
    }
}
