package org.synapsesubnet.web.rest;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.web.problem.Problems;

/**
 * The header {@code If-Match} (RFC 9110, 13.1.1).
 *
 * @param present whether the request has it
 * @param tags the strong entity tags without quotes; empty for {@code *}
 */
public record IfMatch(boolean present, Set<String> tags) {
    private static final String TAG = "(?:W/)?\"[\\x21\\x23-\\x7E]*\"";
    private static final Pattern LIST = Pattern.compile(TAG + "(?:\\s*,\\s*" + TAG + ")*");
    private static final Pattern ONE = Pattern.compile("(W/)?\"([^\"]*)\"");

    public IfMatch {
        tags = Set.copyOf(tags);
    }

    /** @throws org.synapsesubnet.api.problem.ProblemException with status 400 when it is neither tags nor {@code *} */
    public static IfMatch of(@Nullable String header) {
        if (header == null) {
            return new IfMatch(false, Set.of());
        }
        String value = header.strip();
        if (value.equals("*")) {
            return new IfMatch(true, Set.of());
        }
        if (!LIST.matcher(value).matches()) {
            throw Problems.invalid(
                    "If-Match", "must be * or entity tags in double quotes, as the ETag header has them");
        }
        return new IfMatch(true, ONE.matcher(value).results().map(IfMatch::tag).collect(Collectors.toSet()));
    }

    /** A weak tag stays marked, so that it equals no strong one. */
    private static String tag(MatchResult match) {
        return match.group(1) == null ? match.group(2) : match.group();
    }
}
