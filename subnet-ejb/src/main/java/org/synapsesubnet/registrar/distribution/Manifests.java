package org.synapsesubnet.registrar.distribution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Manifests of the <a href="https://github.com/opencontainers/image-spec/blob/v1.1.0/manifest.md">OCI image specification</a>. */
final class Manifests {

    static final String IMAGE = "application/vnd.oci.image.manifest.v1+json";
    static final String INDEX = "application/vnd.oci.image.index.v1+json";

    /** What is signed of a release. */
    static final String RELEASE = "application/vnd.synapsesubnet.release.v1+json";

    private static final String EMPTY = "application/vnd.oci.empty.v1+json";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Manifests() {}

    static Blob ofImage(SavedImage image) {
        return write(
                IMAGE,
                Map.of(
                        "schemaVersion",
                        2,
                        "mediaType",
                        IMAGE,
                        "config",
                        image.config().descriptor(),
                        "layers",
                        image.layers().stream().map(Blob::descriptor).toList()));
    }

    /** The configuration of what has none. */
    static Blob emptyConfig() {
        return Blob.of(EMPTY, "{}".getBytes(StandardCharsets.UTF_8));
    }

    /** @param annotations say who signed and how */
    static Blob ofSignature(Blob image, Blob release, Map<String, String> annotations) {
        return write(
                IMAGE,
                Map.of(
                        "schemaVersion",
                        2,
                        "mediaType",
                        IMAGE,
                        "artifactType",
                        RELEASE,
                        "config",
                        emptyConfig().descriptor(),
                        "layers",
                        List.of(release.descriptor()),
                        "subject",
                        image.descriptor(),
                        "annotations",
                        new TreeMap<>(annotations)));
    }

    /**
     * The list of what belongs to an image, with one more: registries without a referrers API keep it under a tag.
     *
     * @param before the list so far
     */
    static Blob indexWith(Optional<byte[]> before, Blob signature) throws IOException {
        ObjectNode index = before.isPresent()
                ? (ObjectNode) JSON.readTree(before.get())
                : JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", INDEX);
        ArrayNode manifests = index.withArray("manifests");
        for (JsonNode there : manifests) {
            if (there.path("digest").asText().equals(signature.digest())) {
                return Blob.of(INDEX, JSON.writeValueAsBytes(index));
            }
        }
        manifests
                .addObject()
                .put("mediaType", IMAGE)
                .put("artifactType", RELEASE)
                .put("digest", signature.digest())
                .put("size", signature.size());
        return Blob.of(INDEX, JSON.writeValueAsBytes(index));
    }

    private static Blob write(String mediaType, Map<String, ?> members) {
        try {
            return Blob.of(mediaType, JSON.writeValueAsBytes(members));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a manifest can't be written as JSON", e);
        }
    }
}
