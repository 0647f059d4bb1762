package org.synapsesubnet.engine.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.synapsesubnet.engine.generation.GenerationEvent.Finished;
import org.synapsesubnet.engine.generation.GenerationEvent.Piece;

/** How a face writes an answer: as one document, or as frames of a stream. */
abstract sealed class AnswerFormat permits OllamaFormat, OpenAiFormat {

    /** Media type of the stream. */
    abstract String streamType();

    /** The frame of a piece. */
    abstract byte[] frame(Piece piece);

    /** The frames that end the stream. */
    abstract byte[] lastFrames(Finished finished);

    /** The frame of an error that came after the stream began. */
    abstract byte[] errorFrame(String message);

    /** The whole answer, not streamed. */
    abstract ObjectNode document(List<Piece> pieces, Finished finished);

    static String text(List<Piece> pieces) {
        StringBuilder text = new StringBuilder();
        pieces.forEach(piece -> text.append(piece.text()));
        return text.toString();
    }
}
