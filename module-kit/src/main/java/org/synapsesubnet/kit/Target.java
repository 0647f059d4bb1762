package org.synapsesubnet.kit;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.synapsesubnet.api.inference.InferenceModule;

/** The module under test. */
final class Target implements AutoCloseable {
    private static final int MOST_BYTES = 8 << 20;

    private final URI root;
    private final Duration patience;
    private final HttpClient client;
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();

    /** @param patience how long an answer may take */
    Target(URI root, Duration patience) {
        String text = root.toString();
        this.root = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .build();
    }

    URI root() {
        return root;
    }

    Reply get(String operation) throws NoAnswerException {
        return get(operation, patience);
    }

    Reply get(String operation, Duration within) throws NoAnswerException {
        return send(request(InferenceModule.PATH + operation, within).GET());
    }

    /** A path beside the interface. */
    Reply getBeside(String path) throws NoAnswerException {
        return send(request(path, patience).GET());
    }

    Reply post(String operation, String body) throws NoAnswerException {
        return send(request(InferenceModule.PATH + operation, patience)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path, Duration within) {
        return HttpRequest.newBuilder(URI.create(root + path)).timeout(within);
    }

    private Reply send(HttpRequest.Builder builder) throws NoAnswerException {
        HttpRequest request = builder.build();
        String what = request.method() + " " + request.uri() + ": ";
        try {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            return new Reply(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    body(response, request.timeout().orElse(patience)));
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new NoAnswerException(what + "no answer (" + why + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException(what + "interrupted");
        }
    }

    /** A module under test may be hostile: it gets neither more time nor more memory than this. */
    private String body(HttpResponse<InputStream> response, Duration within) throws IOException, InterruptedException {
        try (InputStream in = response.body()) {
            byte[] bytes =
                    readers.submit(() -> in.readNBytes(MOST_BYTES + 1)).get(within.toMillis(), TimeUnit.MILLISECONDS);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("more than " + MOST_BYTES + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (ExecutionException e) {
            throw new IOException("the answer broke off", e);
        } catch (TimeoutException e) {
            throw new IOException("the answer didn't end within " + within, e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        readers.shutdownNow();
    }
}
