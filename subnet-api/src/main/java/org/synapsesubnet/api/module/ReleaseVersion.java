package org.synapsesubnet.api.module;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.problem.InvalidValue;

/** How a release's version is written: <a href="https://semver.org/spec/v2.0.0.html">semver 2.0.0</a> without build metadata. */
public final class ReleaseVersion {
    private static final String NUMBER = "(?:0|[1-9][0-9]{0,8})";
    private static final String IDENTIFIER = "(?:0|[1-9][0-9]{0,8}|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)";
    private static final Pattern VERSION = Pattern.compile(
            NUMBER + "\\." + NUMBER + "\\." + NUMBER + "(?:-" + IDENTIFIER + "(?:\\." + IDENTIFIER + ")*)?");

    private ReleaseVersion() {}

    public static boolean isVersion(String text) {
        return text.length() <= ReleaseDraft.MAX_VERSION
                && VERSION.matcher(text).matches();
    }

    /** @throws InvalidValue when it isn't one */
    public static String require(@Nullable String text) {
        if (text == null || !isVersion(text)) {
            throw new InvalidValue(
                    "version",
                    "must be a semantic version such as 1.4.0 or 2.0.0-rc.1, without build metadata, of at most "
                            + ReleaseDraft.MAX_VERSION + " characters");
        }
        return text;
    }
}
