package org.synapsesubnet.registrar.verification.version;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version as PEP 440 orders it.
 *
 * @param epoch −1 for a text that is no such version
 * @param release without zeros at its end
 * @param pre rank of its phase (before a, a, b, rc, after) and number
 * @param post −1 for none
 * @param dev number; none comes after any
 * @param local parts; numbers come after words
 */
record PythonVersion(
        BigInteger epoch,
        List<BigInteger> release,
        List<BigInteger> pre,
        BigInteger post,
        @Nullable BigInteger dev,
        List<String> local)
        implements Comparable<PythonVersion> {
    /** From PEP 440, appendix B. */
    private static final Pattern FORM = Pattern.compile("""
            v?(?:(?<epoch>[0-9]+)!)?(?<release>[0-9]+(?:\\.[0-9]+)*)\
            (?:[-_.]?(?<phase>a|b|c|rc|alpha|beta|pre|preview)[-_.]?(?<pre>[0-9]+)?)?\
            (?<post>-(?<post1>[0-9]+)|[-_.]?(?:post|rev|r)[-_.]?(?<post2>[0-9]+)?)?\
            (?<dev>[-_.]?dev[-_.]?(?<dev1>[0-9]+)?)?\
            (?:\\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?""");

    private static final BigInteger NONE = BigInteger.ONE.negate();
    private static final Comparator<List<BigInteger>> NUMBERS = PythonVersion::compareNumbers;
    private static final Comparator<PythonVersion> ORDER = Comparator.comparing(PythonVersion::epoch)
            .thenComparing(PythonVersion::release, NUMBERS)
            .thenComparing(PythonVersion::pre, NUMBERS)
            .thenComparing(PythonVersion::post)
            .thenComparing(PythonVersion::dev, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(PythonVersion::local, PythonVersion::compareLocals);

    static PythonVersion parse(String text) {
        Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            return new PythonVersion(NONE, List.of(), List.of(), NONE, null, List.of(text));
        }
        boolean posted = form.group("post") != null;
        BigInteger dev = form.group("dev") == null ? null : number(form.group("dev1"));
        return new PythonVersion(
                number(form.group("epoch")),
                release(form.group("release")),
                pre(form.group("phase"), form.group("pre"), dev != null && !posted),
                posted ? number(form.group("post1") == null ? form.group("post2") : form.group("post1")) : NONE,
                dev,
                form.group("local") == null
                        ? List.of()
                        : Arrays.asList(form.group("local").split("[-_.]")));
    }

    @Override
    public int compareTo(PythonVersion other) {
        return ORDER.compare(this, other);
    }

    private static List<BigInteger> release(String text) {
        var parts = new ArrayList<>(
                Arrays.stream(text.split("\\.")).map(BigInteger::new).toList());
        while (parts.size() > 1 && parts.getLast().signum() == 0) {
            parts.removeLast();
        }
        return Collections.unmodifiableList(parts);
    }

    private static List<BigInteger> pre(@Nullable String phase, @Nullable String number, boolean onlyDevelopment) {
        int rank = switch (phase) {
            case null -> onlyDevelopment ? 0 : 4;
            case "a", "alpha" -> 1;
            case "b", "beta" -> 2;
            default -> 3;
        };
        return List.of(BigInteger.valueOf(rank), number(number));
    }

    private static BigInteger number(@Nullable String digits) {
        return digits == null ? BigInteger.ZERO : new BigInteger(digits);
    }

    private static int compareNumbers(List<BigInteger> a, List<BigInteger> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int difference = a.get(i).compareTo(b.get(i));
            if (difference != 0) {
                return difference;
            }
        }
        return a.size() - b.size();
    }

    private static int compareLocals(List<String> a, List<String> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            boolean numberA = isNumber(a.get(i));
            boolean numberB = isNumber(b.get(i));
            int difference = numberA && numberB
                    ? new BigInteger(a.get(i)).compareTo(new BigInteger(b.get(i)))
                    : numberA != numberB
                            ? Boolean.compare(numberA, numberB)
                            : a.get(i).compareTo(b.get(i));
            if (difference != 0) {
                return difference;
            }
        }
        return a.size() - b.size();
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(letter -> letter >= '0' && letter <= '9');
    }
}
