package org.synapsesubnet.miner;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.synapsesubnet.container.EngineSettings;

/**
 * A host of the configuration.
 *
 * @param name small letters, digits and {@code -}, at most 40
 * @param engine how its container engine is reached
 */
record HostAddress(String name, EngineSettings engine) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");
    private static final Duration BUILD = Duration.ofMinutes(5);

    HostAddress {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "synapse.fleet.hosts: '" + name + "' must be 1 to 40 small letters, digits and -");
        }
    }

    /**
     * From {@code name=unix:///path} or {@code name=tcp://host:port}.
     *
     * @param certificates folder with a folder per remote host
     * @throws IllegalArgumentException naming the key and the text at fault
     */
    static HostAddress parse(String text, Path certificates, Duration deadline) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException(
                    "synapse.fleet.hosts: '" + text + "' must be name=unix:///path or name=tcp://host:port");
        }
        String name = text.substring(0, equals).strip();
        URI address = URI.create(text.substring(equals + 1).strip());
        Optional<Path> ours =
                "unix".equals(address.getScheme()) ? Optional.empty() : Optional.of(certificates.resolve(name));
        return new HostAddress(name, new EngineSettings(address, ours, deadline, BUILD));
    }

    /** Whether its containers' own addresses are out of our reach. */
    boolean isRemote() {
        return !"unix".equals(engine.address().getScheme());
    }

    static List<HostAddress> parseAll(List<String> texts, Path certificates, Duration deadline) {
        return texts.stream()
                .filter(text -> !text.isBlank())
                .map(text -> parse(text, certificates, deadline))
                .toList();
    }
}
