package org.synapsesubnet.engine.module;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.synapsesubnet.api.inference.ErrorCode;
import org.synapsesubnet.api.inference.InferenceOptions;
import org.synapsesubnet.api.inference.InferenceRequest;
import org.synapsesubnet.api.inference.InferenceResult;
import org.synapsesubnet.api.inference.ModuleException;
import org.synapsesubnet.api.inference.PieceListener;
import org.synapsesubnet.api.inference.StopReason;
import org.synapsesubnet.engine.catalogue.ModelHost;
import org.synapsesubnet.engine.generation.BusyException;
import org.synapsesubnet.engine.generation.Cancellation;
import org.synapsesubnet.engine.generation.ChatMessage;
import org.synapsesubnet.engine.generation.DoneReason;
import org.synapsesubnet.engine.generation.GenerationEvent;
import org.synapsesubnet.engine.generation.GenerationEvent.Failed;
import org.synapsesubnet.engine.generation.GenerationEvent.Finished;
import org.synapsesubnet.engine.generation.GenerationEvent.Piece;
import org.synapsesubnet.engine.generation.GenerationRequest;
import org.synapsesubnet.engine.generation.Prompts;
import org.synapsesubnet.engine.sampling.SamplingOptions;

/** One answer of the module interface, made by one of the engine's models. */
final class Generation {
    private final ModelHost host;
    private final InferenceRequest request;
    private final Instant arrived;
    private final InstantSource clock;
    private final StringBuilder text = new StringBuilder();
    private long firstTokenMillis;

    Generation(ModelHost host, InferenceRequest request, Instant arrived, InstantSource clock) {
        this.host = host;
        this.request = request;
        this.arrived = arrived;
        this.clock = clock;
    }

    InferenceResult run(PieceListener pieces) throws ModuleException, IOException {
        Cancellation cancellation = new Cancellation();
        BlockingQueue<GenerationEvent> events = new LinkedBlockingQueue<>();
        try {
            host.generate(prepared(), host.keepAlive(), cancellation, events::add);
            while (true) {
                switch (events.take()) {
                    case Piece piece -> hand(piece, pieces);
                    case Finished finished -> {
                        return result(finished);
                    }
                    case Failed failed -> throw new ModuleException(ErrorCode.INTERNAL, failed.message(), null);
                }
            }
        } catch (BusyException e) {
            throw new ModuleException(ErrorCode.BUSY, "all slots are taken and the queue is full", null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModuleException(ErrorCode.NOT_READY, "the engine is closing", null);
        } finally {
            cancellation.cancel();
        }
    }

    private GenerationRequest prepared() throws ModuleException {
        int context = host.context(Integer.MAX_VALUE);
        List<ChatMessage> messages = request.messages().stream()
                .map(message -> new ChatMessage(message.role().name().toLowerCase(Locale.ROOT), message.content()))
                .toList();
        Prompts prompts = new Prompts(
                host.model().tokenizer(),
                host.model().template(),
                host.model().defaults().system());
        try {
            return new GenerationRequest(prompts.conversation(messages, context), sampling(), context, false, 0);
        } catch (IllegalArgumentException e) { // longer than the context
            throw new ModuleException(ErrorCode.INVALID_INPUT, "messages: " + e.getMessage(), "messages");
        }
    }

    private SamplingOptions sampling() {
        InferenceOptions asked = request.chosen();
        SamplingOptions usual = SamplingOptions.DEFAULT;
        return new SamplingOptions(
                asked.seed() == null ? usual.seed() : asked.seed(),
                asked.temperature() == null ? usual.temperature() : asked.temperature(),
                usual.topK(),
                usual.topP(),
                usual.minP(),
                usual.repeatPenalty(),
                usual.repeatLastN(),
                usual.presencePenalty(),
                usual.frequencyPenalty(),
                asked.maxTokens() == null ? usual.numPredict() : asked.maxTokens(),
                asked.stop());
    }

    private void hand(Piece piece, PieceListener pieces) throws IOException {
        if (text.isEmpty()) {
            firstTokenMillis = millisSinceArrival();
        }
        if (!piece.text().isEmpty()) {
            text.append(piece.text());
            pieces.piece(piece.text());
        }
    }

    private InferenceResult result(Finished finished) {
        long duration = Math.max(firstTokenMillis, millisSinceArrival());
        return new InferenceResult(
                host.model().name().toString(),
                text.toString(),
                finished.reason() == DoneReason.LENGTH ? StopReason.LENGTH : StopReason.STOP,
                finished.usage().promptTokens(),
                finished.usage().answerTokens(),
                text.isEmpty() ? duration : firstTokenMillis,
                duration);
    }

    private long millisSinceArrival() {
        return Math.max(0, Duration.between(arrived, clock.instant()).toMillis());
    }
}
