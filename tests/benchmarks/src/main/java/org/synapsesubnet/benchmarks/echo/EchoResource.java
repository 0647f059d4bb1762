package org.synapsesubnet.benchmarks.echo;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Forwards a body to the upstream and its answer back, chunk by chunk: the least that any gateway here must do. */
@Path("")
@ApplicationScoped
public class EchoResource {

    private static final int CHUNK = 16 * 1024;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();
    private final URI upstream = URI.create(System.getProperty("benchmark.upstream", "http://127.0.0.1:1"));

    @POST
    public void forward(byte[] body, @Suspended AsyncResponse answer) {
        threads.execute(() -> {
            try {
                HttpResponse<InputStream> response = client.send(
                        HttpRequest.newBuilder(upstream)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofByteArray(body))
                                .build(),
                        BodyHandlers.ofInputStream());
                answer.resume(Response.status(response.statusCode())
                        .type(response.headers().firstValue("Content-Type").orElse("application/json"))
                        .entity((StreamingOutput) out -> copy(response.body(), out))
                        .build());
            } catch (IOException e) {
                answer.resume(Response.status(502).build());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                answer.resume(Response.status(503).build());
            }
        });
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        try (in) {
            byte[] chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                out.write(chunk, 0, read);
                out.flush();
            }
        }
    }
}
