package org.synapsesubnet.registrar.build;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.synapsesubnet.platform.net.SpecialAddresses;

/**
 * Where commits may be fetched from.
 *
 * @param origins {@code scheme://host:port} of each allowed server
 * @param privateAddresses whether a server may have an address that isn't public
 */
record GitHosts(Set<String> origins, boolean privateAddresses) {

    private static final Pattern ENTRY =
            Pattern.compile("(?:(https?)://)?([a-z0-9.-]+|\\[[0-9a-f:]+])(?::([0-9]{1,5}))?");

    GitHosts {
        origins = Set.copyOf(origins);
    }

    /**
     * A server whose addresses were looked at.
     *
     * @param host as the URL names it
     * @param addresses all that its name leads to
     */
    record Server(String scheme, String host, int port, List<InetAddress> addresses) {

        /** As Git's {@code http.curloptResolve} takes it: whatever the name leads to a moment later, these are called. */
        String pinned() {
            return host + ":" + port + ":"
                    + addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(","));
        }
    }

    /**
     * From the setting's parts: {@code host} or {@code host:port} for https, {@code http://host:port} for plain http.
     *
     * @throws IllegalArgumentException naming key and text
     */
    static GitHosts parse(List<String> texts, boolean privateAddresses) {
        return new GitHosts(
                texts.stream()
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .map(GitHosts::origin)
                        .collect(Collectors.toSet()),
                privateAddresses);
    }

    /** @throws org.synapsesubnet.api.problem.ProblemException with status 400 that says why it isn't called */
    Server require(String url) {
        URI address = uri(url);
        String scheme = address.getScheme();
        String host = address.getHost();
        if (host == null || !Set.of("https", "http").contains(scheme)) {
            throw BuildProblems.url("must begin with https:// and a host");
        }
        int port = address.getPort() < 0 ? defaultPort(scheme) : address.getPort();
        String origin = scheme + "://" + host.toLowerCase(Locale.ROOT) + ":" + port;
        if (!origins.contains(origin)) {
            throw BuildProblems.url("leads to " + origin + ", which synapse.registrar.git-hosts doesn't name");
        }
        return new Server(scheme, host, port, addresses(host));
    }

    private List<InetAddress> addresses(String host) {
        List<InetAddress> addresses;
        try {
            addresses = List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            throw BuildProblems.url("leads to the host " + host + ", which isn't known");
        }
        for (InetAddress address : addresses) {
            Optional<String> special = privateAddresses ? Optional.empty() : SpecialAddresses.kindOf(address);
            if (special.isPresent()) {
                throw BuildProblems.url("leads to the " + special.get() + " address " + address.getHostAddress());
            }
        }
        return addresses;
    }

    private static URI uri(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            throw BuildProblems.url("can't be read");
        }
    }

    private static String origin(String text) {
        var entry = ENTRY.matcher(text);
        if (!entry.matches()) {
            throw new IllegalArgumentException("synapse.registrar.git-hosts: '" + text
                    + "' must be host, host:port or http://host:port in small letters");
        }
        String scheme = entry.group(1) == null ? "https" : entry.group(1);
        int port = entry.group(3) == null ? defaultPort(scheme) : Integer.parseInt(entry.group(3));
        return scheme + "://" + entry.group(2) + ":" + port;
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("http") ? 80 : 443;
    }
}
