package org.synapsesubnet.api.module;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.problem.InvalidValue;

/**
 * Which modules a list shall hold, and in what order ({@code GET /modules}).
 *
 * @param text at most {@value #MAX_TEXT} characters with at most {@value #MAX_WORDS} words: each must begin a word of the
 *     module's name or description; null for all
 * @param type null for all
 * @param status null for all
 * @param descending whether the last name comes first
 */
public record ModuleQuery(
        @Nullable String text,
        @Nullable ModuleType type,
        @Nullable ModuleStatus status,
        boolean descending) {
    public static final int MAX_TEXT = 100;
    public static final int MAX_WORDS = 10;
    public static final ModuleQuery ALL = new ModuleQuery(null, null, null, false);

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    public ModuleQuery {
        if (text != null && text.length() > MAX_TEXT) {
            throw new InvalidValue("q", "at most " + MAX_TEXT + " characters, but had " + text.length());
        }
        if (text != null && wordsOf(text).size() > MAX_WORDS) {
            throw new InvalidValue("q", "at most " + MAX_WORDS + " words");
        }
    }

    /** The different words of the text, in lower case; a text without any finds every module. */
    public List<String> words() {
        return text == null ? List.of() : List.copyOf(wordsOf(text));
    }

    /** The different words of a text, in lower case: runs of letters and digits. */
    public static Set<String> wordsOf(String text) {
        Set<String> words = new TreeSet<>(List.of(BETWEEN_WORDS.split(text.toLowerCase(Locale.ROOT))));
        words.remove("");
        return words;
    }
}
