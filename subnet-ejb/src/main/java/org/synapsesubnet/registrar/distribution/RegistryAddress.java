package org.synapsesubnet.registrar.distribution;

import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where images are pushed to and pulled from.
 *
 * @param origin scheme, host and port
 * @param prefix of all repositories, empty or with a slash at its end
 */
record RegistryAddress(URI origin, String prefix) {

    private static final Pattern PREFIX = Pattern.compile("(?:[a-z0-9][a-z0-9._-]*/)*");

    RegistryAddress {
        if (!Set.of("http", "https").contains(String.valueOf(origin.getScheme()))
                || origin.getHost() == null
                || origin.getUserInfo() != null
                || !PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "synapse.registrar.registry: must be http:// or https://, a host and small words between slashes");
        }
    }

    /** @throws IllegalArgumentException naming the key */
    static RegistryAddress parse(String text) {
        URI address = URI.create(text.strip());
        String path = String.valueOf(address.getPath()).replaceFirst("^/", "").replaceFirst("/$", "");
        return new RegistryAddress(address.resolve("/"), path.isEmpty() ? "" : path + "/");
    }

    /** A module's repository within the registry. */
    String repository(String module) {
        return prefix + module;
    }

    /** A module's repository as engines name it. */
    String name(String module) {
        return origin.getAuthority() + "/" + repository(module);
    }

    URI at(String path) {
        return origin.resolve("/v2/" + path);
    }
}
