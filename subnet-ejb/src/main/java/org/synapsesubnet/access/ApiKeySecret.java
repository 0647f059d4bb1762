package org.synapsesubnet.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a caller presents: {@code sk-syn-} and 32 random bytes in base64url. A plain SHA-256 of it may be stored, since
 * nobody can search 256 random bits; a slow hash would only make each request slow.
 */
record ApiKeySecret(String text) {
    private static final String MARK = "sk-syn-";
    private static final int RANDOM_BYTES = 32;
    private static final int SHOWN_CHARACTERS = MARK.length() + 4;
    private static final Pattern FORM = Pattern.compile("sk-syn-[A-Za-z0-9_-]{43}");

    ApiKeySecret {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("text: not of the form sk-syn-…");
        }
    }

    static ApiKeySecret random(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new ApiKeySecret(MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The secret that somebody presents, or empty when it can't be one. */
    static Optional<ApiKeySecret> presented(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new ApiKeySecret(text)) : Optional.empty();
    }

    /** 64 lower-case hex digits. */
    String sha256() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** How it begins: enough to tell keys apart, far too little to guess one. */
    String prefix() {
        return text.substring(0, SHOWN_CHARACTERS);
    }

    @Override
    public String toString() {
        return prefix() + "…";
    }
}
