package org.synapsesubnet.registrar.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** Stands before a server and does something when so many bytes have come by on the way to it. */
final class CountingRelay implements AutoCloseable {

    private final ServerSocket door;
    private final int target;
    private final long bytes;
    private final Runnable then;
    private long count;

    CountingRelay(int target, long bytes, Runnable then) throws IOException {
        this.target = target;
        this.bytes = bytes;
        this.then = then;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort() + "/");
    }

    private void accept() {
        try {
            while (true) {
                Socket caller = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                Thread.ofVirtual().start(() -> pass(caller, server, true));
                Thread.ofVirtual().start(() -> pass(server, caller, false));
            }
        } catch (IOException e) {
            // closed, or there is no server any more: callers find nobody
            close();
        }
    }

    private void pass(Socket from, Socket to, boolean counted) {
        try (from;
                to) {
            InputStream source = from.getInputStream();
            OutputStream sink = to.getOutputStream();
            byte[] piece = new byte[8192];
            for (int read = source.read(piece); read >= 0; read = source.read(piece)) {
                if (counted && isReached(read)) {
                    then.run();
                }
                sink.write(piece, 0, read);
            }
        } catch (IOException e) {
            // one of the two is gone, and the other one notices by that
        }
    }

    private synchronized boolean isReached(int more) {
        boolean before = count < bytes;
        count += more;
        return before && count >= bytes;
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
