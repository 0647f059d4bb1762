package org.synapsesubnet.axon.connection;

import io.helidon.common.buffers.DataReader;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection's input, read by a thread of its own, so that the end of it is seen at once even while the thread that
 * serves the connection waits for something else: a blocking server would learn of a caller's departure only by a
 * failing write. A caller that closes its half after sending counts as gone; HTTP clients don't do that.
 *
 * <p>Also the place where slow senders are stopped, whatever they send slowly: head, chunk sizes or body.
 */
final class WatchedInput implements Supplier<byte @Nullable []> {

    private static final byte[] END = new byte[0];
    /** Enough to keep the pump busy while a body is read; beyond it, TCP holds the sender back. */
    private static final int BUFFERS_AHEAD = 4;

    private final DataReader source;
    private final Peer peer;
    private final SenderLimits limits;
    private final BlockingQueue<byte[]> buffers = new ArrayBlockingQueue<>(BUFFERS_AHEAD);
    private @Nullable Thread pump;
    private long requestBegunAt;

    WatchedInput(DataReader source, Peer peer, SenderLimits limits) {
        this.source = source;
        this.peer = peer;
        this.limits = limits;
    }

    void start() {
        Thread thread = Thread.ofVirtual().name("axon-input").unstarted(this::pump);
        pump = thread;
        thread.start();
    }

    private void pump() {
        try {
            pumpUntilTheEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            peer.depart();
        }
    }

    private void pumpUntilTheEnd() throws InterruptedException {
        byte[] next;
        do {
            next = read();
            if (next == END) {
                peer.depart();
            }
            buffers.put(next);
        } while (next != END);
    }

    private byte[] read() {
        try {
            byte[] bytes = source.readBuffer().readBytes();
            return bytes.length == 0 ? END : bytes;
        } catch (RuntimeException e) {
            // End of input, reset and closed socket all come as one of many unchecked exceptions.
            return END;
        }
    }

    /** The next bytes, or null at the end or when the sender is too slow; either way the connection is then closed. */
    @Override
    public byte @Nullable [] get() {
        try {
            byte[] bytes = buffers.poll(patience().toNanos(), TimeUnit.NANOSECONDS);
            if (bytes == null) {
                letGo();
                return null;
            }
            if (bytes == END) {
                return null;
            }
            if (peer.isRequestTaken()) {
                peer.requestBegun();
                requestBegunAt = System.nanoTime();
            }
            return bytes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /**
     * Ends the reading, which closes the connection's channel. In the middle of a TLS handshake it holds a lock that
     * Helidon's own closing would wait for, as long as the sender keeps silent.
     */
    private void letGo() {
        if (pump != null) {
            pump.interrupt();
        }
    }

    private Duration patience() {
        if (peer.isRequestTaken()) {
            return limits.betweenRequests();
        }
        Duration left = limits.wholeRequest().minusNanos(System.nanoTime() - requestBegunAt);
        return left.compareTo(limits.silence()) < 0 ? left : limits.silence();
    }
}
