package org.synapsesubnet.registrar.verification.image;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds what looks like a secret, by a file's name or its text. What it says never holds the secret itself. */
final class SecretScan {
    /** Longer files are no settings or keys, and would only cost time. */
    static final int MOST_BYTES = 64 << 10;

    private record Sign(String what, Pattern pattern) {}

    private static final List<Sign> NAMES = List.of(
            sign("a private SSH key", "(?:.*/)?id_(?:rsa|dsa|ecdsa|ed25519)"),
            sign("AWS credentials", "(?:.*/)?\\.aws/credentials"),
            sign("passwords of registries", "(?:.*/)?(?:\\.docker/config\\.json|\\.dockercfg)"),
            sign("passwords of Git servers", "(?:.*/)?\\.git-credentials"),
            sign("passwords of servers", "(?:.*/)?\\.(?:netrc|pgpass|pypirc)"),
            sign("a key store", "(?:.*/)?[^/]+\\.(?:p12|pfx|kdbx)"));

    private static final List<Sign> TEXTS = List.of(
            sign("a private key", "-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----\\s+[A-Za-z0-9+/=]{16}"),
            sign("an AWS access key", "\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b"),
            sign("a GitHub token", "\\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{82})\\b"),
            sign("a GitLab token", "\\bglpat-[A-Za-z0-9_-]{20}\\b"),
            sign("a Slack token", "\\bxox[abprs]-[A-Za-z0-9-]{20,}"),
            sign("a Google API key", "\\bAIza[0-9A-Za-z_-]{35}\\b"),
            sign("a payment key", "\\b[rs]k_live_[0-9A-Za-z]{24,}"),
            sign("an npm token", "\\bnpm_[A-Za-z0-9]{36}\\b"),
            sign("a Hugging Face token", "\\bhf_[A-Za-z]{34}\\b"),
            sign("an OpenAI key", "\\bsk-(?:proj-)?[A-Za-z0-9_-]{40,}\\b"));

    private SecretScan() {}

    /** What a file of that name is, if it is a secret. */
    static Optional<String> byName(String path) {
        return NAMES.stream()
                .filter(sign -> sign.pattern().matcher(path).matches())
                .map(Sign::what)
                .findFirst();
    }

    /** Whether a file is worth reading: manuals show made-up keys. */
    static boolean isWorthReading(String path, long size) {
        return size > 0 && size <= MOST_BYTES && !path.startsWith("usr/share/doc/");
    }

    /** What the text holds, if it holds a secret; a file with a zero byte is no text. */
    static Optional<String> byText(String text) {
        if (text.indexOf(0) >= 0) {
            return Optional.empty();
        }
        return TEXTS.stream()
                .filter(sign -> sign.pattern().matcher(text).find())
                .map(Sign::what)
                .findFirst();
    }

    private static Sign sign(String what, String pattern) {
        return new Sign(what, Pattern.compile(pattern));
    }
}
