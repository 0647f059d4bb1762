package org.synapsesubnet.miner;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A host of the configuration.
 *
 * @param name small letters, digits and {@code -}, at most 40
 * @param place where its miners run
 */
record HostAddress(String name, HostPlace place) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");

    HostAddress {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "synapse.fleet.hosts: '" + name + "' must be 1 to 40 small letters, digits and -");
        }
    }

    /**
     * From {@code name=place}, see {@link HostPlace#FORMS}.
     *
     * @param certificates folder with a folder per remote host
     * @throws IllegalArgumentException naming the key and the text at fault
     */
    static HostAddress parse(String text, Path certificates, Duration deadline) {
        int equals = text.indexOf('=');
        String name = text.substring(0, Math.max(0, equals)).strip();
        try {
            String place = text.substring(equals + 1).strip();
            return new HostAddress(name, HostPlace.parse(place, certificates.resolve(name), deadline));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "synapse.fleet.hosts: '" + text + "' must be name=place, place being " + HostPlace.FORMS + ": "
                            + e.getMessage(),
                    e);
        }
    }

    /** Where its Docker engine is, if it has one of its own. */
    Optional<URI> dockerEngine() {
        return place instanceof HostPlace.Docker docker
                ? Optional.of(docker.engine().address())
                : Optional.empty();
    }

    /** Whether its containers are on another machine, out of reach but for published ports. */
    boolean isRemote() {
        return dockerEngine()
                .filter(address -> !"unix".equals(address.getScheme()))
                .isPresent();
    }

    /** Whether what runs there is ours to start, replace and fill with models. */
    boolean isManaged() {
        return place.kind() != HostKind.REMOTE;
    }

    static List<HostAddress> parseAll(List<String> texts, Path certificates, Duration deadline) {
        return texts.stream()
                .filter(text -> !text.isBlank())
                .map(text -> parse(text, certificates, deadline))
                .toList();
    }
}
