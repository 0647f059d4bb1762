package org.synapsesubnet.registrar.verification.packages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.synapsesubnet.api.wire.Sha256;

/**
 * What an image is made of.
 *
 * @param packages by the file that tells of them
 */
public record BillOfMaterials(Distribution distribution, SortedMap<String, List<Component>> packages) {
    /** The version of CycloneDX. */
    public static final String FORMAT = "1.5";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOOL = "synapse-registrar";

    public BillOfMaterials {
        packages = new TreeMap<>(packages);
    }

    /** Each package once. */
    public List<Component> components() {
        return packages.values().stream().flatMap(List::stream).distinct().toList();
    }

    /** How many there are of each kind, such as {@code deb}. */
    public SortedMap<String, Integer> counts() {
        return new TreeMap<>(components().stream()
                .collect(Collectors.groupingBy(component -> component.kind().type(), Collectors.summingInt(one -> 1))));
    }

    /**
     * As CycloneDX 1.5 in JSON. The serial number follows from the subject, so that equal stays equal but for the time.
     *
     * @param name of what it is about
     * @param version of what it is about
     * @param digest of what it is about, {@code sha256:…}
     */
    public String cycloneDx(String name, String version, String digest, Instant at) {
        ObjectNode bom = JSON.createObjectNode();
        bom.put("bomFormat", "CycloneDX").put("specVersion", FORMAT);
        bom.put("serialNumber", "urn:uuid:" + UUID.nameUUIDFromBytes(digest.getBytes(StandardCharsets.UTF_8)));
        bom.put("version", 1);
        ObjectNode metadata = bom.putObject("metadata");
        metadata.put("timestamp", at.truncatedTo(ChronoUnit.SECONDS).toString());
        metadata.putObject("tools")
                .putArray("components")
                .addObject()
                .put("type", "application")
                .put("name", TOOL);
        ObjectNode subject = metadata.putObject("component");
        subject.put("type", "container")
                .put("bom-ref", digest)
                .put("name", name)
                .put("version", version);
        subject.putArray("hashes")
                .addObject()
                .put("alg", "SHA-256")
                .put("content", digest.substring(digest.indexOf(':') + 1));
        ArrayNode listed = bom.putArray("components");
        Map<Component, ObjectNode> once = new TreeMap<>((a, b) -> purl(a).compareTo(purl(b)));
        packages.forEach((file, there) -> there.forEach(component -> {
            ObjectNode node = once.computeIfAbsent(component, fresh -> described(listed.addObject(), fresh));
            node.withObject("/evidence").withArray("occurrences").addObject().put("location", "/" + file);
        }));
        return text(bom);
    }

    private ObjectNode described(ObjectNode node, Component component) {
        return node.put("type", "library")
                .put("bom-ref", purl(component))
                .put("name", component.name())
                .put("version", component.version())
                .put("purl", purl(component));
    }

    private String purl(Component component) {
        return component.purl(distribution);
    }

    /** Hexadecimal SHA-256 of a bill as it is written. */
    public static String fingerprint(String bill) {
        return Sha256.hexOf(bill.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(ObjectNode bom) {
        try {
            return JSON.writeValueAsString(bom);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of ours can't be written as JSON", e);
        }
    }
}
