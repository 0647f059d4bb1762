package org.synapsesubnet.axon;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.api.session.AxonAddress;
import org.synapsesubnet.api.session.ValidatorSession;
import org.synapsesubnet.api.tls.TlsIdentity;
import org.synapsesubnet.axon.relay.Deadlines;

/** An engine, an axon before it and a validator before that, on one clock that a test may move. */
final class AxonBed implements AutoCloseable {

    static final SecureRandom RANDOM = new SecureRandom();
    static final SubnetId SUBNET = new SubnetId("embedded", 1);
    static final byte[] PROMPT = "{\"model\":\"tiny\",\"prompt\":\"hi\"}".getBytes(StandardCharsets.UTF_8);

    final ScriptedEngine engine;
    final AtomicLong now = new AtomicLong(1_800_000_000_000L);
    final HotkeySigner validator = HotkeySigner.create(RANDOM);
    final HotkeySigner otherValidator = HotkeySigner.create(RANDOM);
    final HotkeySigner miner = HotkeySigner.create(RANDOM);
    final AxonServer axon;
    final SSLContext trust;
    final HttpClient http;
    final ValidatorSession session;
    private final String scheme;

    AxonBed(ScriptedEngine.Script script) throws IOException {
        this(script, options -> options);
    }

    AxonBed(ScriptedEngine.Script script, UnaryOperator<AxonOptions> change) throws IOException {
        engine = new ScriptedEngine(script);
        var options = AxonOptions.of(engine.uri(), miner, Set.of(validator.hotkey(), otherValidator.hotkey()), SUBNET);
        options = options.with(options.engine()
                .with(new Deadlines(
                        Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(2))));
        AxonOptions changed = change.apply(options);
        axon = AxonServer.start(changed, () -> Instant.ofEpochMilli(now.get()));
        scheme = changed.listen().tls().isPresent() ? "https" : "http";
        trust = PinnedTrust.in(changed.listen().tls().map(TlsIdentity::digest).orElse(""));
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trust)
                .build();
        session = sessionOf(validator);
    }

    ValidatorSession sessionOf(HotkeySigner signer) {
        return new ValidatorSession(
                http,
                new AxonAddress(base(), miner.hotkey()),
                signer,
                SUBNET,
                () -> Instant.ofEpochMilli(now.get()),
                RANDOM);
    }

    URI base() {
        return URI.create(scheme + "://127.0.0.1:" + axon.port());
    }

    /** A bare connection, through TLS where the axon speaks it. */
    Socket connect() throws IOException {
        return scheme.equals("https")
                ? trust.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), axon.port())
                : new Socket(InetAddress.getLoopbackAddress(), axon.port());
    }

    HttpResponse<String> generate() throws IOException, InterruptedException {
        return generate(BodyHandlers.ofString());
    }

    <T> HttpResponse<T> generate(BodyHandler<T> handler) throws IOException, InterruptedException {
        return session.send(HttpRequest.newBuilder(), "POST", "/api/generate", PROMPT, handler);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return session.send(HttpRequest.newBuilder(), "GET", path, new byte[0], BodyHandlers.ofString());
    }

    /** Sends exactly these headers and this body. */
    HttpResponse<String> raw(String method, String path, byte[] body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base() + path)).method(method, BodyPublishers.ofByteArray(body));
        headers.forEach(request::setHeader);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    String open(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(base().resolve(path)).build(), BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() throws IOException {
        axon.close();
        http.shutdownNow();
        engine.close();
    }
}
