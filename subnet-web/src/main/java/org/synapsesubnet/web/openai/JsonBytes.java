package org.synapsesubnet.web.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.UncheckedIOException;

/** A JSON tree as UTF-8 without white space. */
final class JsonBytes {

    private static final ObjectWriter WRITER = new ObjectMapper().writer();

    private JsonBytes() {}

    static byte[] of(JsonNode tree) {
        try {
            return WRITER.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a tree can't be written", e);
        }
    }
}
