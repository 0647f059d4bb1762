package org.synapsesubnet.web.inference;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.validator.gateway.GatewayException;
import org.synapsesubnet.validator.gateway.relay.AnswerChunk;
import org.synapsesubnet.validator.gateway.relay.Exchange;

/**
 * Writes a stream chunk by chunk as the miner makes it. Chunks that have come together leave together; nothing waits for
 * a chunk that hasn't come. A write that fails means that the caller left, which ends the exchange.
 */
public final class StreamedAnswer implements StreamingOutput {

    /** How often a stream that has nothing to say shows that it lives, and so notices that its caller left. */
    static final Duration SIGN_OF_LIFE = Duration.ofSeconds(1);

    private final Exchange exchange;
    private final AnswerForm form;
    private final @Nullable AnswerChunk first;

    /** @param first a chunk that was already taken from the exchange, null when none has come yet */
    public StreamedAnswer(Exchange exchange, AnswerForm form, @Nullable AnswerChunk first) {
        this.exchange = exchange;
        this.form = form;
        this.first = first;
    }

    @Override
    public void write(OutputStream out) {
        try (exchange) {
            try {
                relay(out);
            } catch (GatewayException e) {
                out.write(form.lateError(e.error()));
                out.flush();
            }
        } catch (IOException e) {
            InferenceLog.LOG.callerLeft(exchange.id());
        }
    }

    private void relay(OutputStream out) throws IOException {
        AnswerChunk chunk = first;
        if (chunk == null) {
            out.write(form.alive());
        }
        while (chunk == null || !chunk.done()) {
            if (chunk != null) {
                out.write(form.chunk(chunk));
            }
            chunk = exchange.next(Duration.ZERO);
            if (chunk == null) {
                out.flush();
                chunk = exchange.next(SIGN_OF_LIFE);
            }
            if (chunk == null) {
                out.write(form.alive());
            }
        }
        out.write(form.chunk(chunk));
        out.flush();
    }
}
