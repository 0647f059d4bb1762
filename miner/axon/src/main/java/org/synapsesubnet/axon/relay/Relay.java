package org.synapsesubnet.axon.relay;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.receipt.Outcome;
import org.synapsesubnet.api.wire.FlatJson;
import org.synapsesubnet.api.wire.LowerHex;
import org.synapsesubnet.api.wire.Sha256;
import org.synapsesubnet.axon.RefusedException;
import org.synapsesubnet.axon.connection.Peer;

/**
 * Passes one answer of the engine on to the caller: each piece is written when it comes, none is kept. Of the engine's
 * headers only status, content type and length go through.
 */
final class Relay {

    private static final String NDJSON = "application/x-ndjson";
    private static final int COPY_BYTES = 16_384;

    private final HttpResponse<Pieces> answer;
    private final ServerResponse response;
    private final Peer peer;
    private final Duration idle;
    private final Runnable onFirstByte;
    private final MessageDigest digest = Sha256.digest();
    private final AnswerReader reader = new AnswerReader();
    private @Nullable OutputStream out;
    private byte lastByte = '\n';
    private boolean cutShort;

    Relay(HttpResponse<Pieces> answer, ServerResponse response, Peer peer, Duration idle, Runnable onFirstByte) {
        this.answer = answer;
        this.response = response;
        this.peer = peer;
        this.idle = idle;
        this.onFirstByte = onFirstByte;
    }

    /**
     * Passes the answer on to its end, but leaves the response open: {@link #finish} ends it.
     *
     * @throws RefusedException when the engine breaks off before its first byte
     */
    Outcome run() throws RefusedException, InterruptedException {
        try (Pieces pieces = answer.body();
                Peer.Watch watch = peer.watch(pieces::abandon)) {
            while (true) {
                switch (pieces.next(idle)) {
                    case Pieces.Piece(var buffers) -> {
                        for (ByteBuffer buffer : buffers) {
                            pass(buffer);
                        }
                        pieces.more();
                    }
                    case Pieces.Complete complete -> {
                        return conclude();
                    }
                    case Pieces.Broken broken -> {
                        return breakOff("upstream_broken", "the engine broke off its answer");
                    }
                    case Pieces.Silent silent -> {
                        return breakOff(
                                "upstream_silent", "the engine sent nothing for %d ms".formatted(idle.toMillis()));
                    }
                    case Pieces.Abandoned abandoned -> {
                        cutShort = true;
                        return Outcome.CANCELLED;
                    }
                }
            }
        } catch (IOException | UncheckedIOException | ServerConnectionException e) {
            // Only writing throws these: the caller is gone.
            cutShort = true;
            return Outcome.CANCELLED;
        }
    }

    /** Ends the response; one that was cut short ends with its connection, so that nobody takes it for whole. */
    void finish() throws IOException {
        if (cutShort) {
            throw new CloseConnectionException("the answer was cut short");
        }
        open().close();
    }

    private void pass(ByteBuffer buffer) throws IOException {
        OutputStream target = open();
        byte[] copy = new byte[Math.min(COPY_BYTES, buffer.remaining())];
        while (buffer.hasRemaining()) {
            int length = Math.min(copy.length, buffer.remaining());
            buffer.get(copy, 0, length);
            send(target, copy, length);
            reader.read(copy, 0, length);
        }
    }

    private void send(OutputStream target, byte[] bytes, int length) throws IOException {
        digest.update(bytes, 0, length);
        lastByte = bytes[length - 1];
        target.write(bytes, 0, length);
        target.flush();
    }

    private OutputStream open() {
        OutputStream opened = out;
        if (opened == null) {
            response.status(Status.create(answer.statusCode()));
            response.header(HeaderNames.CONTENT_TYPE, contentType());
            var length = answer.headers().firstValueAsLong("Content-Length");
            if (length.isPresent()) {
                response.header(HeaderNames.CONTENT_LENGTH, Long.toString(length.getAsLong()));
            }
            onFirstByte.run();
            opened = response.outputStream();
            out = opened;
        }
        return opened;
    }

    private Outcome conclude() throws IOException {
        if (answer.statusCode() == 200 && isStream() && !reader.done()) {
            sendErrorLine("upstream_incomplete", "the engine ended its answer without saying that it was done");
            return Outcome.FAILED;
        }
        return answer.statusCode() == 200 && reader.done() ? Outcome.FINISHED : Outcome.FAILED;
    }

    private Outcome breakOff(String code, String message) throws RefusedException, IOException {
        if (out == null) {
            throw RefusedException.upstream(code, message);
        }
        if (isStream()) {
            sendErrorLine(code, message);
        } else {
            cutShort = true;
        }
        return Outcome.FAILED;
    }

    /** As Ollama itself reports an error under a stream that has begun, on a line of its own. */
    private void sendErrorLine(String code, String message) throws IOException {
        String line = new FlatJson().with("error", message).with("code", code) + "\n";
        byte[] bytes = (lastByte == '\n' ? line : "\n" + line).getBytes(StandardCharsets.UTF_8);
        send(open(), bytes, bytes.length);
    }

    private boolean isStream() {
        return contentType().startsWith(NDJSON);
    }

    private String contentType() {
        return answer.headers().firstValue("Content-Type").orElse("application/json");
    }

    /** SHA-256 of the bytes passed on, in hexadecimal; asked once, at the end. */
    String answerDigest() {
        return LowerHex.of(digest.digest());
    }

    long promptTokens() {
        return reader.promptTokens();
    }

    long completionTokens() {
        return reader.completionTokens();
    }

    long loadNanos() {
        return reader.loadNanos();
    }

    long generationNanos() {
        return reader.generationNanos();
    }
}
