package org.synapsesubnet.benchmarks.upstream;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.api.session.SessionAcceptor;
import org.synapsesubnet.api.session.SessionRefusedException;
import org.synapsesubnet.api.session.SignedOffer;

/**
 * A miner that shakes hands like an axon and answers each chat at once, so that what is measured is the gateway. It
 * looks at no MAC: the yardsticks beside the gateway send none, and its own cost must be the same for all.
 */
public final class InstantMiner implements AutoCloseable {

    /** Lines of a streamed answer before its last one. */
    public static final int TOKENS = 32;

    private static final String MESSAGE =
            "{\"model\":\"tiny:latest\",\"created_at\":\"2026-01-01T00:00:00Z\",\"message\":{\"role\":\"assistant\",\"content\":\"";
    private static final byte[] LINE = utf8(MESSAGE + "word \"},\"done\":false}\n");
    private static final String COUNTS =
            "\"},\"done\":true,\"done_reason\":\"stop\",\"total_duration\":1000000,\"load_duration\":1,"
                    + "\"prompt_eval_count\":8,\"prompt_eval_duration\":1000,\"eval_count\":" + TOKENS
                    + ",\"eval_duration\":1000}\n";
    private static final byte[] LAST = utf8(MESSAGE + COUNTS);
    private static final byte[] WHOLE = utf8(MESSAGE + "word ".repeat(TOKENS) + COUNTS);
    private static final String STREAM_OFF = "\"stream\":false";

    private final HotkeySigner hotkey;
    private final WebServer web;

    private InstantMiner(HotkeySigner hotkey, WebServer web) {
        this.hotkey = hotkey;
        this.web = web;
    }

    /** Starts it on a free port of the loopback address, for one validator. */
    public static InstantMiner start(Hotkey validator) {
        SecureRandom random = new SecureRandom();
        HotkeySigner hotkey = HotkeySigner.create(random);
        SubnetId subnet = new SubnetId("embedded", 1);
        SessionAcceptor sessions = new SessionAcceptor(hotkey, subnet, validator::equals, Clock.systemUTC(), random);
        String status = "{\"hotkey\":\"" + hotkey.hotkey().address()
                + "\",\"chainId\":\"embedded\",\"netuid\":1,\"slots\":256,\"busy\":0,\"queued\":0,\"queueBound\":256,"
                + "\"models\":[{\"name\":\"tiny:latest\",\"digest\":\"0\"}]}";
        WebServer web = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                .routing(HttpRouting.builder()
                        .get("/axon/v1/status", (request, response) -> json(response, status))
                        .post("/axon/v1/sessions", (request, response) -> open(sessions, request, response))
                        .post("/api/chat", InstantMiner::chat))
                .build()
                .start();
        return new InstantMiner(hotkey, web);
    }

    public int port() {
        return web.port();
    }

    /** Its hotkey, with the secret: it registers itself. */
    public HotkeySigner key() {
        return hotkey;
    }

    public Hotkey hotkey() {
        return hotkey.hotkey();
    }

    private static void open(SessionAcceptor sessions, ServerRequest request, ServerResponse response) {
        try {
            SignedOffer offer = SignedOffer.fromJson(request.content().as(String.class));
            response.status(Status.CREATED_201);
            json(response, sessions.accept(offer).answer().toJson());
        } catch (SessionRefusedException e) {
            response.status(Status.UNAUTHORIZED_401).send(String.valueOf(e.getMessage()));
        }
    }

    private static void chat(ServerRequest request, ServerResponse response) throws IOException {
        boolean whole = request.content().as(String.class).contains(STREAM_OFF);
        if (whole) {
            response.header(HeaderNames.CONTENT_TYPE, "application/json");
            response.send(WHOLE);
            return;
        }
        response.header(HeaderNames.CONTENT_TYPE, "application/x-ndjson");
        try (OutputStream out = response.outputStream()) {
            for (int i = 0; i < TOKENS; i++) {
                out.write(LINE);
                out.flush();
            }
            out.write(LAST);
        }
    }

    private static void json(ServerResponse response, String text) {
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.send(text);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        web.stop();
    }
}
