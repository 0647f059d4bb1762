package org.synapsesubnet.engine.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.synapsesubnet.engine.catalogue.ModelName;

/**
 * Fetches models from a registry that speaks the OCI distribution protocol, as Ollama's does. A pull that was broken off
 * goes on where it ended; a layer counts when its digest was checked.
 */
public final class RegistryPull {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long TELL_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(60);
    private static final int READ_AT_ONCE = 64 << 10;
    private static final int MOST_MANIFEST_BYTES = 4 << 20;

    private final ModelStore store;
    private final HttpClient client;

    private RegistryPull(ModelStore store, HttpClient client) {
        this.store = store;
        this.client = client;
    }

    /**
     * Fetches a model, over connections of its own: those of an earlier pull may have gone with the network they went
     * over.
     *
     * @param insecure over plain HTTP
     */
    public static void run(ModelStore store, ModelName name, boolean insecure, ProgressListener progress)
            throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        try {
            new RegistryPull(store, client).run(name, insecure, progress);
        } finally {
            client.shutdownNow();
        }
    }

    private void run(ModelName name, boolean insecure, ProgressListener progress)
            throws IOException, InterruptedException {
        URI registry = URI.create((insecure ? "http://" : "https://") + name.host() + "/v2/" + name.repository() + "/");
        progress.step("pulling manifest");
        byte[] text = manifest(registry.resolve("manifests/" + name.tag()));
        Manifest manifest = Manifest.read(text);
        var fetched = new ArrayList<String>();
        var seen = new HashSet<String>();
        for (Layer layer : manifest.parts().toList()) {
            if (!seen.add(layer.digest())) {
                continue;
            }
            if (store.blobs().holds(layer.digest())) {
                progress.fetched(layer.digest(), layer.size(), layer.size());
            } else {
                fetch(registry.resolve("blobs/" + layer.digest()), layer, progress);
                fetched.add(layer.digest());
            }
        }
        finish(name, text, fetched, progress);
    }

    private void finish(ModelName name, byte[] manifest, List<String> fetched, ProgressListener progress)
            throws IOException {
        progress.step("verifying sha256 digest");
        for (String digest : fetched) {
            store.blobs().complete(digest);
        }
        progress.step("writing manifest");
        store.put(name, manifest);
        progress.step("success");
    }

    private byte[] manifest(URI address) throws IOException, InterruptedException {
        HttpRequest request =
                request(address).header("Accept", Manifest.MEDIA_TYPE).build();
        HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() == 404) {
                throw new IOException("pull model manifest: file does not exist");
            }
            byte[] text = body.readNBytes(MOST_MANIFEST_BYTES);
            if (answer.statusCode() != 200) {
                throw new IOException("pull model manifest: " + answer.statusCode());
            }
            return text;
        }
    }

    private void fetch(URI address, Layer layer, ProgressListener progress) throws IOException, InterruptedException {
        Path partial = store.blobs().partial(layer.digest());
        long there = Files.exists(partial) ? Files.size(partial) : 0;
        if (there >= layer.size()) {
            return;
        }
        HttpRequest.Builder request = request(address);
        if (there > 0) {
            request.header("Range", "bytes=" + there + "-");
        }
        HttpResponse<InputStream> answer = client.send(request.build(), BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            switch (answer.statusCode()) {
                case 206 -> receive(body, layer, partial, there, progress);
                case 200 -> receive(body, layer, partial, 0, progress);
                default -> throw new IOException("pull of layer " + layer.digest() + ": " + answer.statusCode());
            }
        }
    }

    private static void receive(InputStream body, Layer layer, Path partial, long there, ProgressListener progress)
            throws IOException {
        long completed = there;
        try (OutputStream out = Files.newOutputStream(
                partial,
                StandardOpenOption.CREATE,
                there > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            progress.fetched(layer.digest(), layer.size(), completed);
            long told = System.nanoTime();
            byte[] buffer = new byte[READ_AT_ONCE];
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                completed += count;
                if (completed > layer.size()) {
                    throw new IOException("layer " + layer.digest() + " is longer than its manifest says");
                }
                out.write(buffer, 0, count);
                if (System.nanoTime() - told > TELL_EVERY_NANOS) {
                    progress.fetched(layer.digest(), layer.size(), completed);
                    told = System.nanoTime();
                }
            }
        }
        progress.fetched(layer.digest(), layer.size(), completed);
        if (completed < layer.size()) {
            throw new IOException(
                    "layer " + layer.digest() + " ended after " + completed + " of " + layer.size() + " bytes");
        }
    }

    private static HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).timeout(PATIENCE);
    }
}
