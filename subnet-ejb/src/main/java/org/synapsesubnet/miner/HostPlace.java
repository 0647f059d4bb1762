package org.synapsesubnet.miner;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.synapsesubnet.container.EngineSettings;
import org.synapsesubnet.container.remote.RemoteAddress;

/** Where the miners of a host run, and what runs them there. */
sealed interface HostPlace {

    HostKind kind();

    /** For people. */
    String address();

    /** @param engine how it is reached */
    record Docker(EngineSettings engine) implements HostPlace {
        @Override
        public HostKind kind() {
            return HostKind.DOCKER;
        }

        @Override
        public String address() {
            return engine.address().toString();
        }
    }

    /** @param manager how one is reached */
    record Swarm(EngineSettings manager) implements HostPlace {
        @Override
        public HostKind kind() {
            return HostKind.SWARM;
        }

        @Override
        public String address() {
            return SWARM + manager.address();
        }
    }

    /** This machine. */
    record Native() implements HostPlace {
        @Override
        public HostKind kind() {
            return HostKind.NATIVE;
        }

        @Override
        public String address() {
            return NATIVE;
        }
    }

    /**
     * An Ollama that others run.
     *
     * @param engine where it is
     * @param deadline of its sign of life
     */
    record Remote(RemoteAddress engine, Duration deadline) implements HostPlace {
        @Override
        public HostKind kind() {
            return HostKind.REMOTE;
        }

        @Override
        public String address() {
            return RemoteAddress.PREFIX + engine.url();
        }
    }

    /** For making and pulling an image: one of an engine with its libraries has gigabytes. */
    Duration FOR_AN_IMAGE = Duration.ofMinutes(30);

    String SWARM = "swarm+";
    String NATIVE = "native:";

    /** What may be said in the configuration. */
    String FORMS = "unix:///path, tcp://host:port, swarm+unix:///path, swarm+tcp://host:port, native: or"
            + " ollama+https://host:port";

    /**
     * @param certificates for a remote engine
     * @throws IllegalArgumentException where it is none of {@link #FORMS}
     */
    static HostPlace parse(String text, Path certificates, Duration deadline) {
        if (text.equals(NATIVE)) {
            return new Native();
        }
        if (text.startsWith(RemoteAddress.PREFIX)) {
            URI url = URI.create(text.substring(RemoteAddress.PREFIX.length()));
            return new Remote(new RemoteAddress(url, certificates), deadline);
        }
        return text.startsWith(SWARM)
                ? new Swarm(engine(text.substring(SWARM.length()), certificates, deadline))
                : new Docker(engine(text, certificates, deadline));
    }

    private static EngineSettings engine(String text, Path certificates, Duration deadline) {
        URI address = URI.create(text);
        Optional<Path> ours = "unix".equals(address.getScheme()) ? Optional.empty() : Optional.of(certificates);
        return new EngineSettings(address, ours, deadline, FOR_AN_IMAGE);
    }
}
