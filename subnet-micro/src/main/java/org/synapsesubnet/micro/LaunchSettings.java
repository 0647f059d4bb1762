package org.synapsesubnet.micro;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What the build hands to the launcher.
 *
 * @param home where data, logs and keys lie
 * @param port of the application, 1–65,535
 * @param server stock Payara Micro's jar
 * @param serverFiles folder with the server's logging and pre-boot files
 * @param connector the resource adapter's RAR
 * @param application the WAR
 */
record LaunchSettings(Home home, int port, Path server, Path serverFiles, Path connector, Path application) {

    private static final int HIGHEST_PORT = 65_535;

    static LaunchSettings from(Properties properties) throws LaunchException {
        return new LaunchSettings(
                new Home(path(properties, "synapse.home")),
                port(properties.getProperty("synapse.port", "8080")),
                path(properties, "synapse.launcher.server"),
                path(properties, "synapse.launcher.server-files"),
                path(properties, "synapse.launcher.connector"),
                path(properties, "synapse.launcher.application"));
    }

    private static int port(String text) throws LaunchException {
        if (text.matches("[0-9]{1,5}")) {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= HIGHEST_PORT) {
                return port;
            }
        }
        throw new LaunchException("synapse.port: '" + text + "' must be a number from 1 to " + HIGHEST_PORT);
    }

    private static Path path(Properties properties, String name) throws LaunchException {
        String value = properties.getProperty(name);
        if (value == null || !Files.exists(Path.of(value))) {
            throw new LaunchException(
                    name + ": " + (value == null ? "missing" : value + " doesn't exist") + "; start with ./mvnw -Prun");
        }
        return Path.of(value).toAbsolutePath().normalize();
    }
}
