package org.synapsesubnet.container;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How an engine is reached.
 *
 * @param address {@code unix:///path} or {@code tcp://host:port}; the latter only with certificates
 * @param certificates folder with {@code ca.pem}, {@code cert.pem} and {@code key.pem} for mutual TLS
 * @param deadline of every call but the building of images, 100 ms–10 min
 * @param buildDeadline of the building of an image, 1 s–1 h
 */
public record EngineSettings(URI address, Optional<Path> certificates, Duration deadline, Duration buildDeadline) {

    public EngineSettings {
        boolean local = "unix".equals(address.getScheme());
        if (!local && !"tcp".equals(address.getScheme())) {
            throw new IllegalArgumentException("address: " + address + " must start with unix:// or tcp://");
        }
        if (!local && certificates.isEmpty()) {
            throw new IllegalArgumentException("certificates: missing, but " + address + " needs them");
        }
        between("deadline", deadline, Duration.ofMillis(100), Duration.ofMinutes(10));
        between("buildDeadline", buildDeadline, Duration.ofSeconds(1), Duration.ofHours(1));
    }

    /** An engine on this machine, with 10 s for a call and 5 min for an image. */
    public static EngineSettings local(Path socket) {
        return new EngineSettings(
                URI.create("unix://" + socket), Optional.empty(), Duration.ofSeconds(10), Duration.ofMinutes(5));
    }

    public EngineSettings withDeadline(Duration other) {
        return new EngineSettings(address, certificates, other, buildDeadline);
    }

    private static void between(String field, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(field + ": " + value + " must be from " + least + " to " + most);
        }
    }
}
