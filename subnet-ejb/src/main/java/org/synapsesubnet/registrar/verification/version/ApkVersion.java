package org.synapsesubnet.registrar.verification.version;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version of an Alpine package as apk-tools orders it: {@code 1.2.3b_rc1-r4}.
 *
 * @param numbers the first as a number, each later one too unless it begins with 0: then digit by digit
 * @param letter one behind the numbers, or 0
 * @param suffixes rank and number of each; below 0 for those before a release
 */
record ApkVersion(List<String> numbers, char letter, List<Suffix> suffixes, BigInteger revision)
        implements Comparable<ApkVersion> {
    private static final Pattern FORM = Pattern.compile(
            "(?<numbers>[0-9]+(?:\\.[0-9]+)*)(?<letter>[a-z])?(?<suffixes>(?:_[a-z]+[0-9]*)*)(?:~[0-9a-f]+)?(?:-r(?<revision>[0-9]+))?");
    private static final Pattern SUFFIX = Pattern.compile("_([a-z]+)([0-9]*)");
    private static final List<String> BEFORE = List.of("alpha", "beta", "pre", "rc");
    private static final List<String> AFTER = List.of("cvs", "svn", "git", "hg", "p");

    record Suffix(int rank, BigInteger number) {}

    static ApkVersion parse(String text) {
        Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            return new ApkVersion(List.of(), (char) 0, List.of(), BigInteger.ZERO);
        }
        var suffixes = new ArrayList<Suffix>();
        Matcher suffix = SUFFIX.matcher(form.group("suffixes"));
        while (suffix.find()) {
            suffixes.add(new Suffix(rank(suffix.group(1)), number(suffix.group(2))));
        }
        String letter = form.group("letter");
        return new ApkVersion(
                List.of(form.group("numbers").split("\\.")),
                letter == null ? 0 : letter.charAt(0),
                List.copyOf(suffixes),
                number(form.group("revision")));
    }

    private static int rank(String suffix) {
        int before = BEFORE.indexOf(suffix);
        return before >= 0 ? before - BEFORE.size() : AFTER.indexOf(suffix) + 1;
    }

    @Override
    public int compareTo(ApkVersion other) {
        for (int i = 0; i < Math.min(numbers.size(), other.numbers.size()); i++) {
            int difference = compareNumbers(i, numbers.get(i), other.numbers.get(i));
            if (difference != 0) {
                return difference;
            }
        }
        int difference = numbers.size() - other.numbers.size();
        difference = difference != 0 ? difference : letter - other.letter;
        difference = difference != 0 ? difference : compareSuffixes(other);
        return difference != 0 ? difference : revision.compareTo(other.revision);
    }

    private static int compareNumbers(int place, String a, String b) {
        boolean asText = place > 0 && (a.startsWith("0") || b.startsWith("0"));
        return asText ? a.compareTo(b) : new BigInteger(a).compareTo(new BigInteger(b));
    }

    private int compareSuffixes(ApkVersion other) {
        for (int i = 0; i < Math.max(suffixes.size(), other.suffixes.size()); i++) {
            Suffix mine = i < suffixes.size() ? suffixes.get(i) : new Suffix(0, BigInteger.ZERO);
            Suffix theirs = i < other.suffixes.size() ? other.suffixes.get(i) : new Suffix(0, BigInteger.ZERO);
            int difference = mine.rank() - theirs.rank();
            difference = difference != 0 ? difference : mine.number().compareTo(theirs.number());
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private static BigInteger number(@Nullable String digits) {
        return digits == null || digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
    }
}
