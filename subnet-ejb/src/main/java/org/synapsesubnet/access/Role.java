package org.synapsesubnet.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an account may do; the constants in {@link Names} are what annotations and descriptors speak of. */
public enum Role {
    /** Runs the deployment: writes to the registry, issues keys, sees the console. */
    OPERATOR,
    /** Sends inference requests and reads the registry. */
    USER;

    /** The name that containers, annotations and the database know the role by. */
    public String roleName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of that name, or empty when there is none. */
    public static Optional<Role> named(String name) {
        return Arrays.stream(values())
                .filter(role -> role.roleName().equals(name))
                .findFirst();
    }

    /** Role names as constants, for {@code @RolesAllowed}. */
    public static final class Names {
        public static final String OPERATOR = "operator";
        public static final String USER = "user";

        private Names() {}
    }
}
