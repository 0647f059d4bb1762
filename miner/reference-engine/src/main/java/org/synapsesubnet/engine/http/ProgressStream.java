package org.synapsesubnet.engine.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.synapsesubnet.engine.store.ProgressListener;

/** Tells a caller how long work gets on: a line of JSON for each news, or only the last one where that was asked for. */
final class ProgressStream implements ProgressListener {

    private static final int DIGEST_START = "sha256:".length();
    private static final int DIGEST_SHOWN = DIGEST_START + 12;

    private final Call call;
    private final boolean stream;
    private Optional<OutputStream> out = Optional.empty();
    private ObjectNode latest = Call.JSON.createObjectNode();

    ProgressStream(Call call, boolean stream) {
        this.call = call;
        this.stream = stream;
    }

    @Override
    public void step(String status) throws IOException {
        tell(Call.JSON.createObjectNode().put("status", status));
    }

    @Override
    public void fetched(String digest, long total, long completed) throws IOException {
        tell(Call.JSON
                .createObjectNode()
                .put("status", "pulling " + digest.substring(DIGEST_START, DIGEST_SHOWN))
                .put("digest", digest)
                .put("total", total)
                .put("completed", completed));
    }

    /** An error after the first line is a line itself, under status 200. */
    void fail(String message) throws IOException, ApiException {
        if (out.isEmpty()) {
            throw new ApiException(500, message);
        }
        tell(OllamaFormat.error(message));
        end();
    }

    void end() throws IOException {
        if (out.isPresent()) {
            out.get().close();
        } else {
            call.send(200, latest);
        }
    }

    private void tell(ObjectNode news) throws IOException {
        latest = news;
        if (stream) {
            OutputStream lines = out.isPresent() ? out.get() : call.begin("application/x-ndjson");
            out = Optional.of(lines);
            lines.write(OllamaFormat.line(news));
            lines.flush();
        }
    }
}
