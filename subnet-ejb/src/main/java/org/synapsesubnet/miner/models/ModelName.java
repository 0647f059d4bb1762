package org.synapsesubnet.miner.models;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.synapsesubnet.api.problem.InvalidValue;

/**
 * A model's name in the one form in which Ollama lists it: without the parts that go without saying, with its tag.
 *
 * @param text such as {@code llama3.2:1b}, {@code team/tiny:latest} or {@code registry.example:5000/team/tiny:latest}
 */
public record ModelName(String text) implements Comparable<ModelName> {

    private static final String PART = "\\w[\\w.-]{0,79}";
    private static final Pattern FORM =
            Pattern.compile("(?:(?:\\w[\\w.:-]{0,99}/)?\\w[\\w-]{0,79}/)?" + PART + ":" + PART);
    private static final Pattern GOES_WITHOUT_SAYING =
            Pattern.compile("^(?:registry\\.ollama\\.ai/)?library/(?=[^/]+$)" + "|^registry\\.ollama\\.ai/");

    public ModelName {
        if (!FORM.matcher(text).matches()) {
            throw new InvalidValue(
                    "name",
                    "'" + text
                            + "' must be [[host/]namespace/]model[:tag], each part at most 80 letters, digits, _ . -");
        }
    }

    /** From any form that Ollama takes. */
    public static ModelName of(String said) {
        String text = said.replaceFirst("^https?://", "");
        String tagged = text.lastIndexOf(':') > text.lastIndexOf('/') ? text : text + ":latest";
        return new ModelName(GOES_WITHOUT_SAYING.matcher(tagged).replaceFirst(""));
    }

    /** Those of the texts that are names; others may be said of miners that aren't Ollama. */
    static List<ModelName> among(Collection<String> texts) {
        return texts.stream().flatMap(text -> parse(text).stream()).toList();
    }

    static Optional<ModelName> parse(String text) {
        try {
            return Optional.of(of(text));
        } catch (InvalidValue e) {
            return Optional.empty();
        }
    }

    /** The registry that it is pulled from; empty for Ollama's own. */
    String registry() {
        String[] parts = text.split("/", -1);
        return parts.length == 3 ? parts[0] : "";
    }

    @Override
    public int compareTo(ModelName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
