package org.synapsesubnet.registrar.verification.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.inference.Feature;
import org.synapsesubnet.api.inference.InferenceEvent;
import org.synapsesubnet.api.inference.InferenceModule;
import org.synapsesubnet.api.inference.InferenceOptions;
import org.synapsesubnet.api.inference.InferenceRequest;
import org.synapsesubnet.api.inference.InferenceResult;
import org.synapsesubnet.api.inference.Message;
import org.synapsesubnet.api.inference.ModelCapability;
import org.synapsesubnet.api.inference.ModuleCapabilities;
import org.synapsesubnet.api.inference.ModuleException;
import org.synapsesubnet.api.inference.ModuleJson;
import org.synapsesubnet.api.inference.Role;

/** Asks a module, which may be hostile: it gets neither more time nor more memory than is said here. */
final class ModuleClient implements AutoCloseable {
    private static final int MOST_BYTES = 1 << 20;

    private final URI root;
    private final LoadSettings settings;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ModuleClient(URI root, LoadSettings settings) {
        this.root = root;
        this.settings = settings;
    }

    ModuleCapabilities capabilities() throws IOException, InterruptedException {
        HttpResponse<InputStream> response = send(request("/capabilities").GET().build());
        try (InputStream body = response.body()) {
            return ModuleJson.read(body.readNBytes(MOST_BYTES), ModuleCapabilities.class);
        } catch (ModuleException e) {
            throw new IOException("capabilities: " + e.getMessage(), e);
        }
    }

    /** @param number differs between answers, so that none can be remembered */
    AnswerSample answer(ModelCapability model, long number) throws InterruptedException {
        boolean streamed = model.features().contains(Feature.STREAM);
        byte[] body = ModuleJson.write(new InferenceRequest(
                model.name(),
                List.of(new Message(Role.USER, "Tell me a long story about the number " + number + ".")),
                new InferenceOptions(settings.answerTokens(), 0.7, number, List.of()),
                streamed));
        long asked = System.nanoTime();
        try {
            HttpResponse<InputStream> response = send(
                    request("/inference").POST(BodyPublishers.ofByteArray(body)).build());
            try (InputStream answer = response.body()) {
                if (response.statusCode() != 200) {
                    return AnswerSample.FAILED;
                }
                return streamed ? streamed(answer, asked) : whole(answer);
            }
        } catch (IOException | ModuleException e) {
            return AnswerSample.FAILED;
        }
    }

    private AnswerSample whole(InputStream answer) throws IOException, ModuleException {
        InferenceResult result = ModuleJson.read(answer.readNBytes(MOST_BYTES), InferenceResult.class);
        return sample(result, TimeUnit.MILLISECONDS.toNanos(result.firstTokenMillis()));
    }

    private AnswerSample streamed(InputStream answer, long asked) throws IOException, ModuleException {
        var lines = new BufferedReader(new InputStreamReader(new Bounded(answer, MOST_BYTES), StandardCharsets.UTF_8));
        long first = -1;
        @Nullable String line = lines.readLine();
        while (line != null) {
            first = first < 0 ? System.nanoTime() - asked : first;
            InferenceEvent event = ModuleJson.read(line.getBytes(StandardCharsets.UTF_8), InferenceEvent.class);
            InferenceResult result = event.result();
            if (result != null) {
                return sample(result, first);
            }
            if (event.error() != null) {
                return AnswerSample.FAILED;
            }
            line = lines.readLine();
        }
        return AnswerSample.FAILED;
    }

    /** No more tokens count than were asked for, whatever the module says. */
    private AnswerSample sample(InferenceResult result, long firstTokenNanos) {
        return new AnswerSample(true, Math.min(result.completionTokens(), settings.answerTokens()), firstTokenNanos);
    }

    private HttpRequest.Builder request(String operation) {
        return HttpRequest.newBuilder(URI.create(root + InferenceModule.PATH + operation))
                .header("Content-Type", "application/json")
                .timeout(settings.patience());
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofInputStream());
    }

    /** Breaks off all that is under way. */
    @Override
    public void close() {
        client.shutdownNow();
    }
}
