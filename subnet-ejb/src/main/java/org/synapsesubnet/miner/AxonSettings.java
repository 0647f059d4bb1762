package org.synapsesubnet.miner;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.synapsesubnet.api.problem.InvalidValue;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.miner.axon.AxonImage;

/**
 * What can be set about the fleet's axons.
 *
 * @param image what they are made of; empty where nothing is named and this build carries none: no axons
 * @param keys folder of their keys
 * @param addresses of hosts on which axons are published, by the hosts' names
 * @param register whether they become neurons
 */
record AxonSettings(Optional<AxonImage> image, Path keys, Map<String, String> addresses, boolean register) {

    private static final String LOOPBACK = "127.0.0.1";
    private static final Pattern ADDRESS = Pattern.compile("([a-z0-9-]{1,40})=([0-9a-fA-F.:]{3,45})");
    private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}");

    AxonSettings {
        addresses = Map.copyOf(addresses);
    }

    /** @throws IllegalArgumentException naming the key and the text at fault */
    static AxonSettings from(Config config) {
        Optional<AxonImage> named = config.getOptionalValue("synapse.fleet.axon-image", String.class)
                .map(AxonSettings::named);
        Optional<AxonImage> built = config.getOptionalValue("synapse.fleet.axon-jar", String.class)
                .map(text -> new AxonImage.Built(Path.of(text).toAbsolutePath()));
        return new AxonSettings(
                named.or(() -> built).or(AxonImage::shipped),
                Path.of(config.getValue("synapse.fleet.keys", String.class)),
                addresses(config.getOptionalValue("synapse.fleet.axon-addresses", String[].class)
                        .map(List::of)
                        .orElse(List.of())),
                config.getValue("synapse.fleet.register", Boolean.class));
    }

    private static AxonImage named(String image) {
        try {
            return new AxonImage.Named(new ImageReference(image));
        } catch (InvalidValue e) {
            throw new IllegalArgumentException("synapse.fleet.axon-image: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> addresses(List<String> texts) {
        var found = new HashMap<String, String>();
        for (String text : texts) {
            var parts = ADDRESS.matcher(text.strip());
            if (!parts.matches()) {
                throw new IllegalArgumentException(
                        "synapse.fleet.axon-addresses: '" + text + "' must be host=address, a literal IP address");
            }
            found.put(parts.group(1), parts.group(2));
        }
        return found;
    }

    /**
     * The host's address on which its axons are published and which they announce.
     *
     * @param engine of the host; one elsewhere publishes where it listens itself, if nothing else is said
     * @throws IllegalArgumentException when the engine is elsewhere and nothing says by which address
     */
    String addressOn(String host, URI engine) {
        String said = addresses.get(host);
        if (said != null) {
            return said;
        }
        if ("unix".equals(engine.getScheme())) {
            return LOOPBACK;
        }
        String address = String.valueOf(engine.getHost());
        if (!LITERAL.matcher(address).matches()) {
            throw new IllegalArgumentException("synapse.fleet.axon-addresses: '" + host + "' is missing, and " + address
                    + " is no literal IP address");
        }
        return address;
    }
}
