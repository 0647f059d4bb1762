package org.synapsesubnet.registrar.distribution;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.synapsesubnet.api.wire.Sha256;

/**
 * The part of the <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md">OCI distribution
 * specification</a> that is needed here. A blob is there before a manifest names it, and nobody sees an image before its
 * manifest: what was broken off in between is invisible, and done again is harmless.
 */
final class RegistryClient {

    private final HttpClient client;
    private final RegistryAddress address;
    private final Optional<String> authorization;
    private final Duration patience;

    /**
     * @param client follows no redirects
     * @param account {@code name:password}, if the registry wants one
     * @param patience with one request, the sending of a layer included
     */
    RegistryClient(HttpClient client, RegistryAddress address, Optional<String> account, Duration patience) {
        this.client = client;
        this.address = address;
        this.authorization = account.map(
                text -> "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        this.patience = patience;
    }

    RegistryAddress address() {
        return address;
    }

    /** Sends a blob unless it is there. */
    void push(String repository, Blob blob) throws RegistryFailedException, InterruptedException {
        URI there = address.at(repository + "/blobs/" + blob.digest());
        if (send(request(there).method("HEAD", BodyPublishers.noBody()), 200, 404)
                        .statusCode()
                == 200) {
            return;
        }
        HttpResponse<byte[]> begun =
                send(request(address.at(repository + "/blobs/uploads/")).POST(BodyPublishers.noBody()), 202);
        URI upload =
                address.origin().resolve(begun.headers().firstValue("Location").orElse(""));
        if (!String.valueOf(upload.getAuthority()).equals(address.origin().getAuthority())) {
            throw new RegistryFailedException(
                    "The registry " + address.origin() + " wants the upload elsewhere: " + upload);
        }
        String query = upload.getRawQuery() == null ? "?" : "&";
        URI whole = URI.create(upload + query + "digest=" + blob.digest());
        send(request(whole).header("Content-Type", "application/octet-stream").PUT(blob.body()), 201);
    }

    /** @param reference tag or digest */
    void pushManifest(String repository, String reference, Blob manifest)
            throws RegistryFailedException, InterruptedException {
        URI there = address.at(repository + "/manifests/" + reference);
        send(request(there).header("Content-Type", manifest.mediaType()).PUT(manifest.body()), 201);
    }

    /**
     * A manifest's bytes.
     *
     * @param reference tag or digest; what a digest names is checked
     */
    Optional<byte[]> manifest(String repository, String reference, String mediaType)
            throws RegistryFailedException, InterruptedException {
        URI there = address.at(repository + "/manifests/" + reference);
        HttpResponse<byte[]> answer =
                send(request(there).header("Accept", mediaType).GET(), 200, 404);
        if (answer.statusCode() == 404) {
            return Optional.empty();
        }
        if (reference.startsWith("sha256:") && !reference.equals("sha256:" + Sha256.hexOf(answer.body()))) {
            throw new RegistryFailedException("The registry " + address.origin() + " has other bytes at " + reference);
        }
        return Optional.of(answer.body());
    }

    private HttpRequest.Builder request(URI uri) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(patience);
        authorization.ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder builder, int... expected)
            throws RegistryFailedException, InterruptedException {
        HttpRequest request = builder.build();
        HttpResponse<byte[]> answer;
        try {
            answer = client.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new RegistryFailedException(
                    "The registry " + address.origin() + " broke off or can't be reached: " + e, e);
        }
        for (int status : expected) {
            if (answer.statusCode() == status) {
                return answer;
            }
        }
        String said = new String(answer.body(), StandardCharsets.UTF_8);
        throw new RegistryFailedException("The registry " + address.origin() + " answered " + answer.statusCode()
                + " to " + request.method() + " " + request.uri().getPath() + ": "
                + said.substring(0, Math.min(said.length(), 300)).strip());
    }
}
