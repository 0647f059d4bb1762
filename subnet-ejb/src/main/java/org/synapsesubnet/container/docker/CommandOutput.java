package org.synapsesubnet.container.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Collects what a command says, the first 64 KiB of it. */
final class CommandOutput extends ResultCallback.Adapter<Frame> {

    private static final int LIMIT_BYTES = 64 << 10;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void onNext(Frame frame) {
        byte[] payload = frame.getPayload();
        bytes.write(payload, 0, Math.min(payload.length, LIMIT_BYTES - bytes.size()));
    }

    String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
