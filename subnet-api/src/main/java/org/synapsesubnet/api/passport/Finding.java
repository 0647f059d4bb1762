package org.synapsesubnet.api.passport;

/**
 * Something that a stage of verification found.
 *
 * @param rule name of the rule that is broken, or of the vulnerability
 * @param subject what it was found at, such as a path or a package with its version; empty for the release itself
 * @param text what was seen
 */
public record Finding(String rule, Severity severity, String subject, String text) {
    private static final int SHOWN = 1000;

    public Finding {
        text = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
