package org.synapsesubnet.api.passport;

import java.util.List;

/**
 * How much a release does on the verifier's machine.
 *
 * @param model that was asked
 * @param best the load beyond which more streams bring no more tokens
 * @param points all loads that were tried, 1, 2, 4 … streams
 */
public record Capacity(String model, LoadPoint best, List<LoadPoint> points) {
    public Capacity {
        points = List.copyOf(points);
    }
}
