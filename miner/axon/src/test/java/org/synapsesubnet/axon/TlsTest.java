package org.synapsesubnet.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synapsesubnet.api.tls.TlsIdentity;
import org.synapsesubnet.api.tls.TlsIdentityFile;
import org.synapsesubnet.axon.connection.SenderLimits;

/** What holds without TLS holds with it: pieces come one by one, and who leaves frees the slot. */
@Timeout(30)
class TlsTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    @Test
    void passesEachPieceOnBeforeTheNextIsMade() throws Exception {
        var read = new CountDownLatch(1);
        try (var bed = bed(exchange -> {
                    exchange.stream();
                    exchange.chunk("{\"response\":\"first\"}\n");
                    exchange.waitFor(read);
                    exchange.chunk("{\"done\":true}\n");
                    exchange.end();
                });
                var lines = new BufferedReader(new InputStreamReader(
                        bed.generate(BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).contains("first");
            read.countDown();
            assertThat(lines.readLine()).contains("done");
            assertThat(lines.readLine()).isNull();
        }
    }

    @Test
    void aCallerWhoLeavesInTheMiddleFreesTheSlot() throws Exception {
        var closed = new CompletableFuture<Long>();
        try (var bed = bed(exchange -> {
            exchange.stream();
            exchange.chunk("{\"response\":\"first\"}\n");
            exchange.awaitClosing();
            closed.complete(System.nanoTime());
        })) {
            InputStream body = bed.generate(BodyHandlers.ofInputStream()).body();
            assertThat(body.read()).isEqualTo('{');

            long left = System.nanoTime();
            body.close();

            assertThat(closed.get(5, TimeUnit.SECONDS) - left).isLessThan(AT_ONCE.toNanos());
            await().atMost(AT_ONCE).until(() -> bed.open("/axon/v1/status").contains("\"busy\":0"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCallerWhoLeavesBeforeTheFirstByteFreesTheSlot(boolean politely) throws Exception {
        var asked = new CountDownLatch(1);
        var closed = new CompletableFuture<Long>();
        try (var bed = bed(exchange -> {
            asked.countDown();
            exchange.awaitClosing();
            closed.complete(System.nanoTime());
        })) {
            bed.session.renew();
            var tcp = new Socket(InetAddress.getLoopbackAddress(), bed.axon.port());
            var tls = (SSLSocket) bed.trust.getSocketFactory().createSocket(tcp, "127.0.0.1", bed.axon.port(), true);
            var call = new RawCall(bed, tls, "POST", "/api/generate", AxonBed.PROMPT);
            asked.await();

            long left = System.nanoTime();
            if (politely) {
                call.close();
            } else {
                // No farewell of TLS: what a killed process leaves behind.
                tcp.close();
            }

            assertThat(closed.get(5, TimeUnit.SECONDS) - left).isLessThan(AT_ONCE.toNanos());
            await().atMost(AT_ONCE).until(() -> bed.open("/axon/v1/status").contains("\"busy\":0"));
        }
    }

    @Test
    void whoFallsSilentInTheHandshakeIsLetGo() throws Exception {
        try (var bed = bed(ScriptedEngine::answerShortly, Duration.ofMillis(300));
                var socket = new Socket(InetAddress.getLoopbackAddress(), bed.axon.port())) {
            // A read of a socket can't be interrupted by the test's time limit.
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(ClientHello.bytes());
            // The axon's half of the handshake comes, then nothing but the end.
            assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void speaksThisVersion(String version) throws Exception {
        try (var bed = bed(ScriptedEngine::answerShortly);
                var socket = (SSLSocket) bed.connect()) {
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();

            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
        }
    }

    @Test
    void whoExpectsAnotherCertificateDoesNotConnect() throws Exception {
        try (var bed = bed(ScriptedEngine::answerShortly);
                var stranger = HttpClient.newBuilder()
                        .sslContext(PinnedTrust.in("00".repeat(32)))
                        .build()) {
            HttpRequest request = HttpRequest.newBuilder(bed.base().resolve("/axon/v1/status"))
                    .build();

            assertThatThrownBy(() -> stranger.send(request, BodyHandlers.discarding()))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void plainHttpIsNotServedBeside() throws Exception {
        try (var bed = bed(ScriptedEngine::answerShortly);
                var socket = new Socket(InetAddress.getLoopbackAddress(), bed.axon.port())) {
            socket.getOutputStream()
                    .write("GET /axon/v1/status HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("HTTP/1.1 200");
        }
    }

    private AxonBed bed(ScriptedEngine.Script script) throws IOException {
        return bed(script, SenderLimits.DEFAULT.betweenRequests());
    }

    private AxonBed bed(ScriptedEngine.Script script, Duration patience) throws IOException {
        return new AxonBed(
                script,
                options -> options.with(options.listen()
                        .with(Optional.of(identity(options)))
                        .with(new SenderLimits(
                                patience, SenderLimits.DEFAULT.silence(), SenderLimits.DEFAULT.wholeRequest()))));
    }

    private TlsIdentity identity(AxonOptions options) {
        try {
            return new TlsIdentityFile(folder.resolve("axon.pem"))
                    .loadOrCreate(options.miner().hotkey().hotkey(), Clock.systemUTC(), AxonBed.RANDOM);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
