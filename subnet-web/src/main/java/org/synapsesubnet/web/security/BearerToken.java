package org.synapsesubnet.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/**
 * What came in {@code Authorization: Bearer} (RFC 6750).
 *
 * @param text 1 to {@value #LONGEST} characters; an API key begins with {@code sk-syn-}, a JSON Web Token would have dots
 */
record BearerToken(String text) {
    private static final int LONGEST = 8_192;
    private static final String SCHEME = "Bearer ";

    BearerToken {
        if (text.isEmpty() || text.length() > LONGEST) {
            throw new IllegalArgumentException("text: 1 to " + LONGEST + " characters, but had " + text.length());
        }
    }

    /** The request's token; empty when it brings none, or one longer than any of ours. */
    static Optional<BearerToken> of(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String text = header.substring(SCHEME.length()).strip();
        return text.isEmpty() || text.length() > LONGEST ? Optional.empty() : Optional.of(new BearerToken(text));
    }

    @Override
    public String toString() {
        return "BearerToken[…]";
    }
}
