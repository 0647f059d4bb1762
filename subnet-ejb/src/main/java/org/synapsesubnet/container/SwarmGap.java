package org.synapsesubnet.container;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What our containers get everywhere else, and a swarm of Docker 20.10 (API 1.41) doesn't give to a service's tasks. */
public enum SwarmGap {
    /** A program may gain privileges by what it starts; the engine takes the wish and ignores it. */
    NO_NEW_PRIVILEGES,
    /** A task may use as much swap as it has memory, where its node has swap. */
    NO_SWAP;

    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException naming what can be said */
    public static SwarmGap of(String text) {
        return Arrays.stream(values())
                .filter(gap -> gap.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' must be one of "
                        + Arrays.stream(values()).map(SwarmGap::text).collect(Collectors.joining(", "))));
    }
}
