package org.synapsesubnet.axon.relay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.synapsesubnet.axon.RefusedException;
import org.synapsesubnet.axon.connection.Peer;
import org.synapsesubnet.axon.connection.PeerDepartedException;

/** The engine behind the axon: any server that speaks the Ollama API over HTTP/1.1. */
public final class Upstream implements AutoCloseable {

    private static final int LONGEST_READ = 4 * 1024 * 1024;

    private final URI base;
    private final Deadlines deadlines;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http;

    public Upstream(URI base, Deadlines deadlines) {
        this.base = base;
        this.deadlines = deadlines;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(deadlines.connect())
                .executor(threads)
                .build();
    }

    Deadlines deadlines() {
        return deadlines;
    }

    /**
     * Sends a request on and waits for the head of its answer. Nothing of the caller's request but method, path, body
     * and the kind of the body reaches the engine.
     *
     * @param patience until the head of the answer
     * @param path one of the axon's own constants, never the caller's text
     * @throws RefusedException when the engine can't be reached, breaks off or says nothing in time (502)
     * @throws PeerDepartedException when the caller left meanwhile; the engine's connection is closed then
     */
    HttpResponse<Pieces> send(String method, String path, byte[] body, Peer peer, Duration patience)
            throws RefusedException, PeerDepartedException, InterruptedException {
        CompletableFuture<HttpResponse<Pieces>> exchange = start(method, path, body);
        var departed = new AtomicBoolean();
        try (Peer.Watch watch = peer.watch(() -> {
            departed.set(true);
            exchange.cancel(true);
        })) {
            return await(exchange, patience);
        } catch (RefusedException | CancellationException e) {
            // A cancelled exchange may end as any kind of failure.
            if (departed.get()) {
                throw new PeerDepartedException();
            }
            throw e;
        }
    }

    /** Reads a short answer for the axon itself, of at most 4 MiB. */
    public byte[] read(String path) throws RefusedException, InterruptedException {
        HttpResponse<Pieces> response = await(start("GET", path, new byte[0]), deadlines.read());
        var bytes = new ByteArrayOutputStream();
        try (Pieces pieces = response.body()) {
            while (pieces.next(deadlines.read()) instanceof Pieces.Piece(var buffers)) {
                for (ByteBuffer buffer : buffers) {
                    byte[] piece = new byte[buffer.remaining()];
                    buffer.get(piece);
                    bytes.writeBytes(piece);
                }
                if (bytes.size() > LONGEST_READ) {
                    break;
                }
                pieces.more();
            }
        }
        if (response.statusCode() != 200) {
            throw RefusedException.upstream(
                    "upstream_status", "the engine answered %s with HTTP %d".formatted(path, response.statusCode()));
        }
        return bytes.toByteArray();
    }

    private CompletableFuture<HttpResponse<Pieces>> start(String method, String path, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
        if (body.length == 0) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.method(method, BodyPublishers.ofByteArray(body)).setHeader("Content-Type", "application/json");
        }
        return http.sendAsync(request.build(), head -> new Pieces());
    }

    private static HttpResponse<Pieces> await(CompletableFuture<HttpResponse<Pieces>> exchange, Duration patience)
            throws RefusedException, InterruptedException {
        boolean answered = false;
        try {
            HttpResponse<Pieces> response = exchange.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            answered = true;
            return response;
        } catch (TimeoutException e) {
            throw RefusedException.upstream(
                    "upstream_timeout",
                    "the engine did not begin to answer within %d ms".formatted(patience.toMillis()));
        } catch (ExecutionException e) {
            throw RefusedException.upstream("upstream_unreachable", "the engine can't be reached: " + reason(e));
        } finally {
            if (!answered) {
                exchange.cancel(true);
            }
        }
    }

    private static String reason(ExecutionException e) {
        Throwable cause = e.getCause();
        return cause instanceof IOException && cause.getMessage() != null
                ? cause.getMessage()
                : String.valueOf(cause == null ? e : cause.getClass().getSimpleName());
    }

    @Override
    public void close() {
        http.shutdownNow();
        threads.shutdownNow();
    }
}
