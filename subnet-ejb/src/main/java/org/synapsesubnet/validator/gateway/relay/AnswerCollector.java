package org.synapsesubnet.validator.gateway.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.validator.gateway.ledger.TokenCount;

/** Puts the chunks of one answer together again. */
final class AnswerCollector {

    private final long begunNanos;
    private final StringBuilder text = new StringBuilder();
    private final List<AnswerToken> tokens = new ArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long firstTokenNanos;
    private String doneReason = "";
    private @Nullable TokenCount claimed;

    AnswerCollector(long begunNanos) {
        this.begunNanos = begunNanos;
    }

    void add(AnswerChunk chunk, long nowNanos) {
        if (firstTokenNanos == 0) {
            firstTokenNanos = nowNanos - begunNanos;
        }
        text.append(chunk.content());
        JsonNode logprobs = chunk.logprobs();
        if (logprobs != null) {
            logprobs.forEach(this::addToken);
        }
        if (chunk.done()) {
            doneReason = chunk.doneReason();
            claimed = chunk.tokens();
        }
    }

    private void addToken(JsonNode token) {
        String shown = token.path("token").asText();
        tokens.add(new AnswerToken(shown, token.path("logprob").asDouble(Double.NaN)));
        JsonNode raw = token.path("bytes");
        if (raw.isArray()) {
            raw.forEach(value -> bytes.write(value.asInt()));
        } else {
            bytes.writeBytes(shown.getBytes(UTF_8));
        }
    }

    DirectAnswer answer(DirectAnswer.Outcome outcome, String detail, long nowNanos) {
        return new DirectAnswer(
                outcome,
                detail,
                text.toString(),
                tokens,
                bytes.toString(UTF_8),
                claimed,
                doneReason,
                firstTokenNanos,
                nowNanos - begunNanos);
    }
}
