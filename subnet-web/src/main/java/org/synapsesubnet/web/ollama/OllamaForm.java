package org.synapsesubnet.web.ollama;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.synapsesubnet.validator.gateway.GatewayError;
import org.synapsesubnet.validator.gateway.relay.AnswerChunk;
import org.synapsesubnet.web.inference.AnswerForm;

/** The miner's own lines, unchanged; errors as {@code {"error":"…"}}. Keeps no state. */
final class OllamaForm implements AnswerForm {

    static final OllamaForm FORM = new OllamaForm();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] NOTHING = {};

    private OllamaForm() {}

    @Override
    public String streamType() {
        return "application/x-ndjson";
    }

    @Override
    public byte[] whole(AnswerChunk answer) {
        return answer.line();
    }

    @Override
    public byte[] chunk(AnswerChunk chunk) {
        return ended(chunk.line());
    }

    @Override
    public byte[] alive() {
        return NOTHING;
    }

    @Override
    public byte[] error(GatewayError error) {
        try {
            return JSON.writeValueAsBytes(JsonNodeFactory.instance.objectNode().put("error", error.message()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("an error can't be written", e);
        }
    }

    @Override
    public byte[] lateError(GatewayError error) {
        return ended(error(error));
    }

    private static byte[] ended(byte[] line) {
        byte[] ended = Arrays.copyOf(line, line.length + 1);
        ended[line.length] = '\n';
        return ended;
    }
}
