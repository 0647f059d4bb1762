package org.synapsesubnet.registrar.build;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.synapsesubnet.container.EngineSettings;
import org.synapsesubnet.container.ImageBuild;

/**
 * Everything that can be set about builds; keys start with {@code synapse.registrar}, defaults and meanings stand in
 * {@code microprofile-config.properties}.
 *
 * @param node this node's name
 * @param builder the engine set apart for building; none: no builds
 * @param network that a build's commands are attached to
 * @param memoryBytes that a build's command may use
 * @param cpus that a build's commands share
 * @param imageBytes that an image may have, 1 MiB–1 TiB
 * @param atOnce builds that run at the same time, 1–64
 * @param waiting builds that may wait for their turn, 0–10,000
 * @param logBytes of a build's log that are kept, 1 KiB–64 MiB
 * @param folder of files while they are needed; nothing else is in it
 * @param context limits of what is built
 * @param baseRegistries that the builder may fetch base images from
 * @param git where commits are fetched from
 */
record BuildSettings(
        String node,
        Optional<EngineSettings> builder,
        String network,
        long memoryBytes,
        int cpus,
        long imageBytes,
        int atOnce,
        int waiting,
        int logBytes,
        Path folder,
        ContextLimits context,
        Set<String> baseRegistries,
        GitHosts git) {

    private static final String PREFIX = "synapse.registrar.";
    private static final Duration CALL = Duration.ofSeconds(10);

    BuildSettings {
        between("build-image-bytes", imageBytes, 1L << 20, 1L << 40);
        between("builds-at-once", atOnce, 1, 64);
        between("builds-waiting", waiting, 0, 10_000);
        between("build-log-bytes", logBytes, 1 << 10, 64 << 20);
        baseRegistries = Set.copyOf(baseRegistries);
    }

    /** @throws IllegalArgumentException naming the value that can't be used */
    static BuildSettings from(Config config) {
        return new BuildSettings(
                config.getValue("synapse.node.name", String.class),
                builder(config),
                text(config, "build-network").orElse(ImageBuild.NO_NETWORK),
                number(config, "build-memory-bytes"),
                count(config, "build-cpus"),
                number(config, "build-image-bytes"),
                count(config, "builds-at-once"),
                count(config, "builds-waiting"),
                count(config, "build-log-bytes"),
                Path.of(config.getValue(PREFIX + "build-folder", String.class)),
                new ContextLimits(
                        number(config, "context-bytes"),
                        number(config, "context-unpacked-bytes"),
                        count(config, "context-entries")),
                Arrays.stream(list(config, "base-registries"))
                        .map(String::strip)
                        .collect(Collectors.toSet()),
                GitHosts.parse(
                        Arrays.asList(list(config, "git-hosts")),
                        Boolean.parseBoolean(config.getValue(PREFIX + "git-private-addresses", String.class))));
    }

    private static Optional<EngineSettings> builder(Config config) {
        return text(config, "builder").map(text -> {
            URI address = URI.create(text.strip());
            Optional<Path> certificates = "unix".equals(address.getScheme())
                    ? Optional.empty()
                    : Optional.of(Path.of(config.getValue(PREFIX + "builder-certificates", String.class)));
            Duration patience = Duration.ofMillis(number(config, "build-millis"));
            return new EngineSettings(address, certificates, CALL, patience);
        });
    }

    private static Optional<String> text(Config config, String name) {
        return config.getOptionalValue(PREFIX + name, String.class);
    }

    private static String[] list(Config config, String name) {
        return config.getOptionalValue(PREFIX + name, String[].class).orElse(new String[0]);
    }

    private static long number(Config config, String name) {
        return config.getValue(PREFIX + name, Long.class);
    }

    private static int count(Config config, String name) {
        return config.getValue(PREFIX + name, Integer.class);
    }

    private static void between(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(PREFIX + name + ": " + value + " must be from " + least + " to " + most);
        }
    }
}
