package org.synapsesubnet.api.session;

import java.net.URI;
import org.synapsesubnet.api.identity.Hotkey;

/**
 * Where an axon listens and who must answer there.
 *
 * @param base {@code http://host:port}, without a path
 * @param hotkey the hotkey that has to sign the handshake
 */
public record AxonAddress(URI base, Hotkey hotkey) {

    public AxonAddress {
        String scheme = String.valueOf(base.getScheme());
        if (!(scheme.equals("http") || scheme.equals("https")) || base.getHost() == null) {
            throw new IllegalArgumentException("an axon's address must be http://host:port, not " + base);
        }
        if (!String.valueOf(base.getRawPath()).matches("/?") || base.getRawQuery() != null) {
            throw new IllegalArgumentException("an axon's address must have no path, not " + base);
        }
    }

    /** The address of a resource of this axon; {@code pathAndQuery} starts with a slash and is taken as it is. */
    public URI resolve(String pathAndQuery) {
        if (!pathAndQuery.startsWith("/") || pathAndQuery.startsWith("//")) {
            throw new IllegalArgumentException("path must start with one slash, not " + pathAndQuery);
        }
        return base.resolve(pathAndQuery);
    }
}
