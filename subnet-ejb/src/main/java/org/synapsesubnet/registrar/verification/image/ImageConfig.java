package org.synapsesubnet.registrar.verification.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How an image wants to be run.
 *
 * @param user as it is written; empty where nothing is
 * @param healthCheck whether it says how its health is checked
 * @param ports TCP ports that it says it serves
 * @param environment names and values
 * @param labels names and values
 */
public record ImageConfig(
        String user,
        boolean healthCheck,
        List<Integer> ports,
        Map<String, String> environment,
        Map<String, String> labels) {
    public ImageConfig {
        ports = List.copyOf(ports);
        environment = Map.copyOf(environment);
        labels = Map.copyOf(labels);
    }

    /** From the image's configuration as the OCI image specification writes it. */
    static ImageConfig of(JsonNode image) {
        JsonNode config = image.path("config");
        String test = config.path("Healthcheck").path("Test").path(0).asText();
        var ports = new ArrayList<Integer>();
        config.path("ExposedPorts").fieldNames().forEachRemaining(port -> {
            if (port.matches("[0-9]{1,5}(?:/tcp)?")) {
                ports.add(Integer.parseInt(port.replace("/tcp", "")));
            }
        });
        var environment = new TreeMap<String, String>();
        for (JsonNode variable : config.path("Env")) {
            String[] parts = variable.asText().split("=", 2);
            environment.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
        var labels = new TreeMap<String, String>();
        config.path("Labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return new ImageConfig(
                config.path("User").asText(""), !test.isEmpty() && !test.equals("NONE"), ports, environment, labels);
    }

    /** Whether its first process has root's rights. */
    public boolean runsAsRoot() {
        String name = user.split(":", 2)[0].strip();
        return name.isEmpty() || name.equals("root") || name.matches("0+");
    }
}
