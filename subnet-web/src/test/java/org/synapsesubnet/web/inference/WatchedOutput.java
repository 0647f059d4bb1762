package org.synapsesubnet.web.inference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** A caller's end of a connection: keeps what was flushed, and may do something, such as leave, at a flush. */
public final class WatchedOutput extends OutputStream {

    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private final List<String> flushed = new ArrayList<>();
    private final AtFlush atFlush;

    /** Called after each flush that had bytes to send. */
    public interface AtFlush {
        void flushed(String piece) throws IOException;
    }

    public WatchedOutput(AtFlush atFlush) {
        this.atFlush = atFlush;
    }

    public static WatchedOutput quiet() {
        return new WatchedOutput(piece -> {});
    }

    /** Pieces as they left, each with all that was written since the last flush. */
    public List<String> pieces() {
        return flushed;
    }

    public String text() {
        return String.join("", flushed);
    }

    @Override
    public void write(int b) {
        pending.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        pending.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        if (pending.size() > 0) {
            String piece = pending.toString(UTF_8);
            pending.reset();
            flushed.add(piece);
            atFlush.flushed(piece);
        }
    }
}
