package org.synapsesubnet.engine.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.synapsesubnet.engine.generation.GenerationEvent.Piece;
import org.synapsesubnet.engine.generation.TokenLogProbability;

/** Log-probabilities as both faces write them. */
final class LogProbabilityJson {

    private LogProbabilityJson() {}

    static ArrayNode of(List<Piece> pieces) {
        ArrayNode array = Call.JSON.createArrayNode();
        for (Piece piece : pieces) {
            for (TokenLogProbability token : piece.logProbabilities()) {
                ObjectNode node = array.addObject();
                put(token, node);
                ArrayNode top = node.putArray("top_logprobs");
                token.top().forEach(alternative -> put(alternative, top.addObject()));
            }
        }
        return array;
    }

    private static void put(TokenLogProbability token, ObjectNode node) {
        node.put("token", token.token()).put("logprob", token.value());
        ArrayNode bytes = node.putArray("bytes");
        token.bytes().forEach(bytes::add);
    }
}
