package org.synapsesubnet.api.session;

/**
 * The span of time in which a session counts.
 *
 * @param issuedAtMillis milliseconds since 1970, by the clock of who issued it
 * @param expiresAtMillis milliseconds since 1970; at most one hour after {@code issuedAtMillis}
 */
public record Validity(long issuedAtMillis, long expiresAtMillis) {

    /** A stolen session key is worth at most this long: one hour. */
    public static final long LONGEST_MILLIS = 3_600_000;

    public Validity {
        if (issuedAtMillis <= 0) {
            throw new IllegalArgumentException("issuedAt must be positive, not " + issuedAtMillis);
        }
        // Compared so that no difference can overflow.
        if (expiresAtMillis <= issuedAtMillis || expiresAtMillis - issuedAtMillis > LONGEST_MILLIS) {
            throw new IllegalArgumentException("expiresAt must be 1 to %d ms after issuedAt".formatted(LONGEST_MILLIS));
        }
    }

    public boolean isOverAt(long nowMillis) {
        return nowMillis >= expiresAtMillis;
    }
}
