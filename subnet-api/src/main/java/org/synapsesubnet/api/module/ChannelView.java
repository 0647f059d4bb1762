package org.synapsesubnet.api.module;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A name that points at one of a module's releases.
 *
 * @param name {@code stable}, {@code beta} or any other 1 to 32 characters of a-z, 0-9 and '-'
 * @param version where it points
 * @param digest of that release
 * @param movedBy account that pointed it there
 */
public record ChannelView(String module, String name, String version, String digest, String movedBy, Instant movedAt) {
    /** The channel that only goes forward and that configurations are checked against. */
    public static final String STABLE = "stable";

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");

    /** Whether a channel can have that name. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
