package org.synapsesubnet.miner.models;

import java.nio.charset.StandardCharsets;
import org.synapsesubnet.api.problem.InvalidValue;
import org.synapsesubnet.api.wire.Sha256;

/**
 * What is changed about a model that is made of another or of a file; a Modelfile's PARAMETER, SYSTEM and TEMPLATE.
 *
 * @param contextTokens {@code num_ctx}, 1–10,000,000, so that every request has the same and nothing is reloaded; 0 for
 *     the engine's own
 * @param parameters others by Ollama's names, a JSON object as text
 * @param system the system text of conversations that begin without one; empty for the other model's
 * @param template how turns are written, in Ollama's language; empty for the other model's
 */
public record Variant(int contextTokens, String parameters, String system, String template) {

    /** Nothing is changed. */
    public static final Variant NONE = new Variant(0, "{}", "", "");

    private static final int MOST_CONTEXT = 10_000_000;
    private static final int MOST_PARAMETERS = 16_384;
    private static final int MOST_TEXT = 65_536;

    public Variant {
        if (contextTokens < 0 || contextTokens > MOST_CONTEXT) {
            throw new InvalidValue("contextTokens", contextTokens + " must be from 1 to " + MOST_CONTEXT);
        }
        atMost("parameters", parameters, MOST_PARAMETERS);
        atMost("system", system, MOST_TEXT);
        atMost("template", template, MOST_TEXT);
    }

    private static void atMost(String field, String text, int most) {
        if (text.length() > most) {
            throw new InvalidValue(field, "has " + text.length() + " characters, but at most " + most + " are allowed");
        }
    }

    boolean isNone() {
        return equals(NONE);
    }

    /** Stands for all that decides what comes of it. */
    String recipe(String base) {
        String all = String.join("\0", base, Integer.toString(contextTokens), parameters, system, template);
        return Sha256.hexOf(all.getBytes(StandardCharsets.UTF_8));
    }
}
