package org.synapsesubnet.platform.persistence;

import org.eclipse.microprofile.config.Config;

/**
 * Where the application keeps its rows.
 *
 * @param url JDBC URL that starts with {@code jdbc:h2:} or {@code jdbc:postgresql:}
 * @param user database account, empty when the URL or the server decides
 * @param password its password, empty when there is none
 */
record DatabaseSettings(String url, String user, String password) {

    private static final String H2 = "jdbc:h2:";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    DatabaseSettings {
        if (!url.startsWith(H2) && !url.startsWith(POSTGRESQL)) {
            throw new IllegalArgumentException(
                    "synapse.database.url: '" + url + "' must start with " + H2 + " or " + POSTGRESQL);
        }
    }

    /** The settings found under {@code synapse.database}. */
    static DatabaseSettings from(Config config) {
        return new DatabaseSettings(
                config.getValue("synapse.database.url", String.class),
                config.getOptionalValue("synapse.database.user", String.class).orElse(""),
                config.getOptionalValue("synapse.database.password", String.class)
                        .orElse(""));
    }

    boolean isH2() {
        return url.startsWith(H2);
    }

    /** Leaves out the password, and the URL's parameters, which may carry one. */
    @Override
    public String toString() {
        return url.split("[?;]", 2)[0];
    }
}
