package org.synapsesubnet.engine.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.synapsesubnet.engine.generation.BusyException;
import org.synapsesubnet.engine.generation.Cancellation;
import org.synapsesubnet.engine.generation.GenerationEvent;
import org.synapsesubnet.engine.generation.GenerationEvent.Failed;
import org.synapsesubnet.engine.generation.GenerationEvent.Finished;
import org.synapsesubnet.engine.generation.GenerationEvent.Piece;

/**
 * Brings a generation to its caller.
 *
 * <p>The slot's thread only queues events, and never waits for a slow caller; their number is bounded by the context.
 * The caller's thread writes them. When writing fails, the caller has left, and the generation is cancelled.
 */
final class Answering {

    private Answering() {}

    static void answer(Call call, Completion completion, AnswerFormat format) throws IOException, ApiException {
        Cancellation cancellation = new Cancellation();
        BlockingQueue<GenerationEvent> events = new LinkedBlockingQueue<>();
        try {
            completion.host().generate(completion.request(), completion.keepAlive(), cancellation, events::add);
            if (completion.stream()) {
                stream(call, events, format);
            } else {
                collect(call, events, format);
            }
        } catch (BusyException e) {
            throw new ApiException(503, String.valueOf(e.getMessage()));
        } finally {
            cancellation.cancel();
        }
    }

    private static void stream(Call call, BlockingQueue<GenerationEvent> events, AnswerFormat format)
            throws IOException, ApiException {
        // An error before the first piece still gets its own status.
        GenerationEvent event = next(events);
        if (event instanceof Failed failed) {
            throw new ApiException(500, failed.message());
        }
        try (OutputStream out = call.begin(format.streamType())) {
            while (event instanceof Piece piece) {
                out.write(format.frame(piece));
                out.flush();
                event = next(events);
            }
            switch (event) {
                case Finished finished -> out.write(format.lastFrames(finished));
                case Failed failed -> out.write(format.errorFrame(failed.message()));
                case Piece ignored -> throw new IllegalStateException("pieces end with the loop");
            }
            out.flush();
        }
    }

    private static void collect(Call call, BlockingQueue<GenerationEvent> events, AnswerFormat format)
            throws IOException, ApiException {
        List<Piece> pieces = new ArrayList<>();
        while (true) {
            switch (next(events)) {
                case Piece piece -> pieces.add(piece);
                case Finished finished -> {
                    call.send(200, format.document(pieces, finished));
                    return;
                }
                case Failed failed -> throw new ApiException(500, failed.message());
            }
        }
    }

    private static GenerationEvent next(BlockingQueue<GenerationEvent> events) throws ApiException {
        try {
            return events.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(503, "the engine is closing");
        }
    }
}
