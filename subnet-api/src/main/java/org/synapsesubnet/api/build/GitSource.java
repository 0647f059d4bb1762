package org.synapsesubnet.api.build;

import java.util.regex.Pattern;
import org.synapsesubnet.api.problem.InvalidValue;

/**
 * What to build from a Git repository ({@code POST /modules/{name}/builds} as JSON).
 *
 * @param url of the repository, at most {@value #MAX_URL} characters, without account, query and fragment
 * @param commit its 40 hexadecimal digits in lower case; a branch or tag may be something else tomorrow
 */
public record GitSource(String url, String commit) {
    public static final int MAX_URL = 500;

    private static final Pattern URL = Pattern.compile("[a-z][a-z0-9+.-]*://[A-Za-z0-9.\\[\\]:-]+/[A-Za-z0-9._~/-]+");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    @SuppressWarnings("ConstantValue") // a JSON body may lack any field
    public GitSource {
        if (url == null || url.length() > MAX_URL || !URL.matcher(url).matches()) {
            throw new InvalidValue(
                    "url",
                    "must be an address such as https://host/path of at most " + MAX_URL
                            + " characters, without account, query and fragment");
        }
        if (commit == null || !COMMIT.matcher(commit).matches()) {
            throw new InvalidValue("commit", "must be the commit's 40 hexadecimal digits in lower case");
        }
    }
}
