package org.synapsesubnet.validator.gateway.routing;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a miner's axon listens and who it must prove to be. A miner is the same as long as all of this is.
 *
 * @param name what the operator or this node calls it, 1–64 letters, digits, dots, hyphens or underscores
 * @param axon base address without a path, such as {@code http://127.0.0.1:9101}
 * @param hotkey whom pay and scores follow: {@code 0x} and 40 lower-case hexadecimal digits, 64 on a chain whose keys
 *     aren't addresses
 * @param signer the key that signs its sessions, {@code 0x} and 40 lower-case hexadecimal digits: the hotkey, or one
 *     that acts for it
 * @param certificate SHA-256 of the DER form of the only certificate to accept, 64 lower-case hexadecimal digits; empty
 *     where none was announced
 * @param registration its place on the chain, null for one that is configured
 */
public record MinerEndpoint(
        String name,
        URI axon,
        String hotkey,
        String signer,
        String certificate,
        @Nullable Registration registration) {

    private static final Pattern FORM = Pattern.compile("([^=\\s]+)=(\\S+)#(\\S+)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern HOTKEY = Pattern.compile("0x[0-9a-f]{40}([0-9a-f]{24})?");
    private static final Pattern SIGNER = Pattern.compile("0x[0-9a-f]{40}");
    private static final Pattern DIGEST = Pattern.compile("([0-9a-f]{64})?");

    public MinerEndpoint {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name: '" + name + "' must be 1 to 64 letters, digits, dots, hyphens or underscores");
        }
        if (axon.getHost() == null || !("http".equals(axon.getScheme()) || "https".equals(axon.getScheme()))) {
            throw new IllegalArgumentException("axon: '" + axon + "' must be an address such as http://host:port");
        }
        if (!HOTKEY.matcher(hotkey).matches()) {
            throw new IllegalArgumentException(
                    "hotkey: '" + hotkey + "' must be 0x and 40 or 64 lower-case hexadecimal digits");
        }
        if (!SIGNER.matcher(signer).matches()) {
            throw new IllegalArgumentException(
                    "signer: '" + signer + "' must be 0x and 40 lower-case hexadecimal digits");
        }
        if (!DIGEST.matcher(certificate).matches()) {
            throw new IllegalArgumentException(
                    "certificate: '" + certificate + "' must be empty or 64 lower-case hexadecimal digits");
        }
        if (!certificate.isEmpty() && !"https".equals(axon.getScheme())) {
            throw new IllegalArgumentException("certificate: '" + axon + "' shows none, as it isn't https");
        }
    }

    /** A configured miner, which signs with its hotkey. */
    public MinerEndpoint(String name, URI axon, String hotkey) {
        this(name, axon, hotkey, hotkey, "", null);
    }

    /** Reads {@code name=http://host:port#0xhotkey}. */
    public static MinerEndpoint parse(String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "synapse.gateway.miners: '" + text + "' must look like name=http://host:port#0xhotkey");
        }
        URI axon = URI.create(parts.group(2).replaceAll("/+$", ""));
        return new MinerEndpoint(parts.group(1), axon, parts.group(3).toLowerCase(Locale.ROOT));
    }

    /** Reads a list of endpoints; two miners can't share a name. */
    public static List<MinerEndpoint> parseAll(List<String> texts) {
        List<MinerEndpoint> endpoints = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String text : texts) {
            if (text.isBlank()) {
                continue;
            }
            MinerEndpoint endpoint = parse(text);
            if (!names.add(endpoint.name())) {
                throw new IllegalArgumentException(
                        "synapse.gateway.miners: the name '" + endpoint.name() + "' is given twice");
            }
            endpoints.add(endpoint);
        }
        return List.copyOf(endpoints);
    }
}
