package org.synapsesubnet.miner.models;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/**
 * Everything that can be set about models; keys start with {@code synapse.fleet}, defaults and meanings stand in
 * {@code microprofile-config.properties}.
 *
 * @param blobs folder of uploaded files
 * @param mostBlobBytes of an uploaded file
 * @param plainRegistries {@code host:port} of those that are spoken to over plain HTTP
 * @param look the longest time between two looks at a miner's models when all is as it shall be, 1 s–1 h
 * @param patience with engines
 */
public record ModelSettings(
        Path blobs, long mostBlobBytes, Set<String> plainRegistries, Duration look, Patience patience) {

    public ModelSettings {
        plainRegistries = Set.copyOf(plainRegistries);
        if (look.toSeconds() < 1 || look.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(
                    "synapse.fleet.models-look-millis: " + look + " must be from PT1S to PT1H");
        }
    }

    static ModelSettings from(Config config) {
        return new ModelSettings(
                Path.of(config.getValue("synapse.fleet.blobs", String.class)),
                config.getValue("synapse.fleet.blob-bytes", Long.class),
                Set.of(config.getOptionalValue("synapse.fleet.plain-registries", String[].class)
                        .orElse(new String[0])),
                millis(config, "models-look-millis"),
                new Patience(
                        millis(config, "models-question-millis"),
                        millis(config, "models-work-millis"),
                        millis(config, "pull-quiet-millis"),
                        millis(config, "pull-millis")));
    }

    private static Duration millis(Config config, String name) {
        return Duration.ofMillis(config.getValue("synapse.fleet." + name, Long.class));
    }
}
