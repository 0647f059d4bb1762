package org.synapsesubnet.axon.settings;

import java.net.URI;
import org.synapsesubnet.axon.relay.Deadlines;

/**
 * The engine behind the axon.
 *
 * @param upstream {@code http://host:port}, or {@code https://host:port} with a certificate that this Java trusts
 * @param slots requests that it works on at once, 1 to 1,024; for an Ollama its {@code OLLAMA_NUM_PARALLEL}
 * @param deadlines how long it may take
 */
public record EngineSettings(URI upstream, int slots, Deadlines deadlines) {

    public EngineSettings {
        if (!("http".equals(upstream.getScheme()) || "https".equals(upstream.getScheme()))
                || upstream.getHost() == null) {
            throw new IllegalArgumentException(
                    "upstream must be http://host:port or https://host:port, not " + upstream);
        }
        if (!upstream.getRawPath().isEmpty() && !upstream.getRawPath().equals("/")) {
            throw new IllegalArgumentException("upstream must have no path, not " + upstream.getRawPath());
        }
        Range.require("slots", slots, 1, 1_024);
    }

    /** One slot, and deadlines that a large model on a slow machine keeps. */
    public static EngineSettings at(URI upstream) {
        return new EngineSettings(upstream, 1, Deadlines.DEFAULT);
    }

    public EngineSettings withSlots(int count) {
        return new EngineSettings(upstream, count, deadlines);
    }

    public EngineSettings with(Deadlines others) {
        return new EngineSettings(upstream, slots, others);
    }
}
