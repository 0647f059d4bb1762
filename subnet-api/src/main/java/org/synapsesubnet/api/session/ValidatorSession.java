package org.synapsesubnet.api.session;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.api.wire.FlatJson;
import org.synapsesubnet.api.wire.Sha256;

/**
 * A validator's standing session with one axon: opened when first needed, renewed before it ends, opened anew when the
 * axon has forgotten it (it was started again). Many threads may share it; one of them shakes hands while the others
 * wait. Either {@link #send} does it all, or a caller with its own way of sending asks for {@link #headers} and reports
 * a refusal to {@link #renewedAfter}.
 */
public final class ValidatorSession {

    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final Duration RENEWAL_MARGIN = Duration.ofSeconds(30);
    private static final Duration HANDSHAKE_DEADLINE = Duration.ofSeconds(5);
    private static final int LONGEST_ANSWER = 65_536;

    private final HttpClient http;
    private final AxonAddress axon;
    private final HotkeySigner validator;
    private final SubnetId subnet;
    private final InstantSource clock;
    private final SecureRandom random;
    private final ReentrantLock handshake = new ReentrantLock();
    private volatile @Nullable SealedRequests current;

    public ValidatorSession(
            HttpClient http,
            AxonAddress axon,
            HotkeySigner validator,
            SubnetId subnet,
            InstantSource clock,
            SecureRandom random) {
        this.http = http;
        this.axon = axon;
        this.validator = validator;
        this.subnet = subnet;
        this.clock = clock;
        this.random = random;
    }

    public AxonAddress axon() {
        return axon;
    }

    /** Whether the next request will first have to open a session; ask in the background to keep requests fast. */
    public boolean needsRenewal() {
        SealedRequests session = current;
        return session == null || isOld(session);
    }

    /**
     * The headers that authenticate one request, by name; each call gives a fresh nonce, so a request sent again needs
     * new ones. Opens a session when there is none that lasts.
     *
     * @param pathAndQuery exactly as it will stand in the request line
     * @throws SessionRefusedException when the axon refuses the session or isn't who it should be
     * @throws IOException when the axon can't be reached within 5 s
     */
    public Map<String, String> headers(String method, String pathAndQuery, byte[] body)
            throws IOException, InterruptedException {
        return established().seal(method, pathAndQuery, Sha256.hexOf(body), clock.millis());
    }

    /** Opens a session if the current one is missing or near its end. */
    public void renew() throws IOException, InterruptedException {
        established();
    }

    /**
     * Tells the session that the axon refused a request. When a new session may help, one is opened (once for all
     * threads that were refused with the same old one) and the request is worth sending again, with new headers.
     *
     * @param usedHeaders what {@link #headers} gave for the refused request
     */
    public boolean renewedAfter(HttpResponse<?> refused, Map<String, String> usedHeaders)
            throws IOException, InterruptedException {
        boolean curable = refused.statusCode() == 401
                && refused.headers()
                        .firstValue(SessionHeaders.REFUSAL)
                        .flatMap(SessionRefusal::ofCode)
                        .filter(SessionRefusal::curedByNewSession)
                        .isPresent();
        if (curable) {
            open(usedHeaders.get(SessionHeaders.SESSION));
        }
        return curable;
    }

    /**
     * Sends a request in this session, once more when the axon had forgotten the session.
     *
     * @param request a builder with whatever else the request needs (content type, deadline); its address, method, body
     *     and session headers are set here. A deadline covers all that the handler waits for, not only the answer's
     *     head.
     */
    public <T> HttpResponse<T> send(
            HttpRequest.Builder request, String method, String pathAndQuery, byte[] body, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        request.uri(axon.resolve(pathAndQuery))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        Map<String, String> headers = headers(method, pathAndQuery, body);
        headers.forEach(request::setHeader);
        HttpResponse<T> response = exchange(request.build(), handler);
        if (!renewedAfter(response, headers)) {
            return response;
        }
        if (response.body() instanceof AutoCloseable refusedBody) {
            close(refusedBody);
        }
        headers(method, pathAndQuery, body).forEach(request::setHeader);
        return exchange(request.build(), handler);
    }

    private SealedRequests established() throws IOException, InterruptedException {
        SealedRequests session = current;
        return session != null && !isOld(session) ? session : open(session == null ? null : session.sessionId());
    }

    /** Opens a session unless another thread has replaced {@code oldSessionId} meanwhile. */
    private SealedRequests open(@Nullable String oldSessionId) throws IOException, InterruptedException {
        handshake.lockInterruptibly();
        try {
            SealedRequests session = current;
            if (session != null && !session.sessionId().equals(oldSessionId) && !isOld(session)) {
                return session;
            }
            SealedRequests opened = new SealedRequests(shakeHands(), random);
            current = opened;
            return opened;
        } finally {
            handshake.unlock();
        }
    }

    private EstablishedSession shakeHands() throws IOException, InterruptedException {
        long now = clock.millis();
        var offer = new PendingOffer(
                validator, axon.hotkey(), subnet, new Validity(now, now + LIFETIME.toMillis()), random);
        URI uri = axon.resolve(SessionHeaders.SESSIONS_PATH);
        HttpResponse<byte[]> response = exchange(
                HttpRequest.newBuilder(uri)
                        .timeout(HANDSHAKE_DEADLINE)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(offer.signed().toJson()))
                        .build(),
                BoundedBody.ofAtMost(LONGEST_ANSWER));
        String body = new String(response.body(), StandardCharsets.UTF_8);
        if (response.statusCode() != 201) {
            throw refusal(response, body);
        }
        try {
            return offer.conclude(SignedAnswer.fromJson(body));
        } catch (IllegalArgumentException e) {
            throw new SessionRefusedException(SessionRefusal.ANSWER_WRONG, String.valueOf(e.getMessage()));
        }
    }

    /** The client's own deadline is over with the answer's head; an axon could then keep its caller for ever. */
    private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        if (request.timeout().isEmpty()) {
            return http.send(request, handler);
        }
        CompletableFuture<HttpResponse<T>> call = http.sendAsync(request, handler);
        try {
            return call.get(request.timeout().get().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("the axon at " + axon.base() + " didn't answer in time");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof IOException failure ? failure : new IOException(cause);
        } finally {
            call.cancel(true);
        }
    }

    private IOException refusal(HttpResponse<?> response, String body) {
        var refusal = response.headers().firstValue(SessionHeaders.REFUSAL).flatMap(SessionRefusal::ofCode);
        if (refusal.isEmpty()) {
            return new IOException(
                    "the axon at %s answered the handshake with HTTP %d".formatted(axon.base(), response.statusCode()));
        }
        try {
            return new SessionRefusedException(
                    refusal.get(), FlatJson.parse(body).text("error"));
        } catch (IllegalArgumentException e) {
            return new SessionRefusedException(refusal.get());
        }
    }

    private boolean isOld(SealedRequests session) {
        return session.validity().isOverAt(clock.millis() + RENEWAL_MARGIN.toMillis());
    }

    private static void close(AutoCloseable body) throws IOException {
        try {
            body.close();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
