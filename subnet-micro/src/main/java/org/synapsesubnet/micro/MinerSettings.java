package org.synapsesubnet.micro;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.synapsesubnet.api.identity.Hotkey;

/**
 * What a {@link LocalMiner} is told, and how it stands on its command line.
 *
 * @param port of its axon
 * @param keyFile its hotkey's secret
 * @param model the GGUF file it serves as {@code tiny:latest}
 * @param membership how it joins a subnet; without it the axon speaks plain HTTP
 * @param allowed validators that it serves whatever the chain says
 * @param tokenDelay added to each token, for a miner that behaves like slower hardware
 */
record MinerSettings(
        int port, Path keyFile, Path model, Optional<Membership> membership, Set<Hotkey> allowed, Duration tokenDelay) {

    /** The name under which every local miner serves its model. */
    static final String MODEL_NAME = "tiny";

    /**
     * How it joins.
     *
     * @param chain base address of the application that has the chain
     * @param coldkeyFile the secret of the account that pays
     */
    record Membership(URI chain, Path coldkeyFile) {}

    MinerSettings {
        allowed = Set.copyOf(allowed);
    }

    /** Arguments from which {@link #parse} makes the same settings. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(
                List.of("--port", String.valueOf(port), "--key", keyFile.toString(), "--model", model.toString()));
        membership.ifPresent(joins -> arguments.addAll(List.of(
                "--chain",
                joins.chain().toString(),
                "--coldkey",
                joins.coldkeyFile().toString())));
        allowed.forEach(validator -> arguments.addAll(List.of("--allow", validator.toString())));
        if (!tokenDelay.isZero()) {
            arguments.addAll(List.of("--token-delay-ms", String.valueOf(tokenDelay.toMillis())));
        }
        return List.copyOf(arguments);
    }

    /** @throws IllegalArgumentException naming the argument that is wrong or missing */
    static MinerSettings parse(List<String> arguments) {
        Map<String, String> given = new HashMap<>();
        Set<Hotkey> allowed = new HashSet<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(arguments.get(i) + " needs a value");
            }
            if (arguments.get(i).equals("--allow")) {
                allowed.add(Hotkey.parse(arguments.get(i + 1)));
            } else {
                given.put(arguments.get(i), arguments.get(i + 1));
            }
        }
        String chain = given.get("--chain");
        return new MinerSettings(
                Integer.parseInt(required(given, "--port")),
                Path.of(required(given, "--key")),
                Path.of(required(given, "--model")),
                chain == null
                        ? Optional.empty()
                        : Optional.of(new Membership(URI.create(chain), Path.of(required(given, "--coldkey")))),
                allowed,
                Duration.ofMillis(Long.parseLong(given.getOrDefault("--token-delay-ms", "0"))));
    }

    private static String required(Map<String, String> given, String name) {
        String value = given.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
