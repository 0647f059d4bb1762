package org.synapsesubnet.registrar.verification;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.synapsesubnet.container.EngineSettings;
import org.synapsesubnet.registrar.verification.load.LoadSettings;

/**
 * Everything that can be set about verification; keys start with {@code synapse.registrar}, defaults and meanings stand in
 * {@code microprofile-config.properties}.
 *
 * @param engine that runs what is verified; empty: nothing is verified
 * @param vulnerabilities OSV's records, a file or folder; empty: none are looked up
 * @param limit of a whole verification, 1 s–24 h
 * @param startWithin how long a module may take until it is ready, 100 ms–1 h
 * @param load of the benchmark
 * @param scannerPath folders where scanners of others are looked for, as {@code PATH} lists them
 */
record VerifierSettings(
        Optional<EngineSettings> engine,
        Optional<Path> vulnerabilities,
        Duration limit,
        Duration startWithin,
        LoadSettings load,
        Gates gates,
        String scannerPath) {
    private static final String PREFIX = "synapse.registrar.verifier";
    private static final Duration MOST_FOR_AN_ARCHIVE = Duration.ofHours(1);

    VerifierSettings {
        between("-minutes", limit, Duration.ofSeconds(1), Duration.ofDays(1));
        between("-start-seconds", startWithin, Duration.ofMillis(100), Duration.ofHours(1));
    }

    /** @throws IllegalArgumentException naming the value that can't be used */
    static VerifierSettings from(Config config) {
        Duration limit = Duration.ofMinutes(number(config, "-minutes"));
        return new VerifierSettings(
                config.getOptionalValue(PREFIX, String.class).map(address -> engine(address, limit)),
                config.getOptionalValue("synapse.registrar.osv", String.class).map(Path::of),
                limit,
                Duration.ofSeconds(number(config, "-start-seconds")),
                new LoadSettings(
                        Duration.ofSeconds(number(config, "-step-seconds")),
                        number(config, "-streams"),
                        number(config, "-answer-tokens"),
                        Duration.ofSeconds(number(config, "-answer-seconds"))),
                Gates.from(config),
                Objects.requireNonNullElse(System.getenv("PATH"), ""));
    }

    /** Containers are reached at their addresses in a network of the engine's host, which has to be this one. */
    private static EngineSettings engine(String address, Duration limit) {
        URI uri = URI.create(address.strip());
        if (!"unix".equals(uri.getScheme())) {
            throw new IllegalArgumentException(PREFIX + ": '" + address + "' must be unix:///path");
        }
        Duration archive = limit.compareTo(MOST_FOR_AN_ARCHIVE) < 0 ? limit : MOST_FOR_AN_ARCHIVE;
        return new EngineSettings(uri, Optional.empty(), Duration.ofSeconds(30), archive);
    }

    private static int number(Config config, String key) {
        return config.getValue(PREFIX + key, Integer.class);
    }

    private static void between(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(PREFIX + key + ": " + value + " must be from " + least + " to " + most);
        }
    }
}
