package org.synapsesubnet.platform.lease;

/**
 * The right to do something alone until it expires or is given back.
 *
 * @param name what it is for, 1 to {@value #MAX_LENGTH} characters
 * @param owner the node that has it, 1 to {@value #MAX_LENGTH} characters
 * @param token fencing token, 1 or more: greater than that of every lease of this name before
 */
public record Lease(String name, String owner, long token) {

    /** Longest name and owner. */
    public static final int MAX_LENGTH = 160;

    /** @throws IllegalArgumentException if a component is out of its range */
    public Lease {
        requireLength("name", name);
        requireLength("owner", owner);
        if (token < 1) {
            throw new IllegalArgumentException("token must be 1 or more, but was " + token);
        }
    }

    static void requireLength(String field, String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    field + " must be 1 to " + MAX_LENGTH + " characters, but was '" + text + "'");
        }
    }
}
