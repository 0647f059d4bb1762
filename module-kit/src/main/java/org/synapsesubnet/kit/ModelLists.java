package org.synapsesubnet.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.synapsesubnet.api.inference.ModelCapability;

/** Models that an answer lists, which may have other faults. */
final class ModelLists {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ModelLists() {}

    /** Whether each model that the body lists has one; true for a body without models. */
    static boolean haveDigests(String capabilities) {
        for (JsonNode model : tree(capabilities).path("models")) {
            if (!ModelCapability.isDigest(model.path("digest").textValue())) {
                return false;
            }
        }
        return true;
    }

    /** Whether {@code /api/tags} lists a model of that name, with or without {@code :latest}. */
    static boolean lists(String tags, String model) {
        for (JsonNode listed : tree(tags).path("models")) {
            String name = listed.path("name").asText();
            if (name.equals(model) || name.equals(model + ":latest")) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }
}
