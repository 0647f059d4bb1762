package org.synapsesubnet.registrar.verification.version;

import java.math.BigInteger;

/**
 * A version of a Debian package, {@code [epoch:]upstream[-revision]}, in the order of dpkg's {@code verrevcmp}: parts of
 * digits by their number, other parts letter by letter, where {@code ~} comes before the end, letters before all else.
 */
record DebianVersion(BigInteger epoch, String upstream, String revision) implements Comparable<DebianVersion> {
    static DebianVersion parse(String text) {
        String rest = text.strip();
        BigInteger epoch = BigInteger.ZERO;
        int colon = rest.indexOf(':');
        if (colon > 0 && rest.substring(0, colon).chars().allMatch(DebianVersion::isDigit)) {
            epoch = new BigInteger(rest.substring(0, colon));
            rest = rest.substring(colon + 1);
        }
        int hyphen = rest.lastIndexOf('-');
        return hyphen < 0
                ? new DebianVersion(epoch, rest, "")
                : new DebianVersion(epoch, rest.substring(0, hyphen), rest.substring(hyphen + 1));
    }

    @Override
    public int compareTo(DebianVersion other) {
        int byEpoch = epoch.compareTo(other.epoch);
        if (byEpoch != 0) {
            return byEpoch;
        }
        int byUpstream = compareParts(upstream, other.upstream);
        return byUpstream != 0 ? byUpstream : compareParts(revision, other.revision);
    }

    private static int compareParts(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() || j < b.length()) {
            while (isOther(a, i) || isOther(b, j)) {
                int difference = weight(a, i) - weight(b, j);
                if (difference != 0) {
                    return difference;
                }
                i++;
                j++;
            }
            int endA = endOfDigits(a, i);
            int endB = endOfDigits(b, j);
            int difference = number(a, i, endA).compareTo(number(b, j, endB));
            if (difference != 0) {
                return difference;
            }
            i = endA;
            j = endB;
        }
        return 0;
    }

    private static int weight(String text, int at) {
        if (at >= text.length() || isDigit(text.charAt(at))) {
            return 0;
        }
        char letter = text.charAt(at);
        if (letter == '~') {
            return -1;
        }
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ? letter : letter + 256;
    }

    private static boolean isOther(String text, int at) {
        return at < text.length() && !isDigit(text.charAt(at));
    }

    private static boolean isDigit(int letter) {
        return letter >= '0' && letter <= '9';
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static BigInteger number(String text, int from, int to) {
        return to <= from ? BigInteger.ZERO : new BigInteger(text.substring(from, to));
    }
}
