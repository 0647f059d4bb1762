package org.synapsesubnet.validator.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.api.session.SessionAcceptor;
import org.synapsesubnet.api.session.SessionRefusedException;
import org.synapsesubnet.api.session.SignedOffer;
import org.synapsesubnet.chain.api.AxonEndpoint;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.validator.gateway.routing.MinerEndpoint;

/**
 * An axon that misbehaves as a test tells it to, which a real one can't be made to: it shakes hands as a real one does
 * and then answers by script.
 */
public final class ScriptedAxon implements AutoCloseable {

    public static final SubnetId SUBNET = new SubnetId("test", 1);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final HotkeySigner hotkey = HotkeySigner.create(RANDOM);
    private final String name;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger served = new AtomicInteger();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private volatile Script script;
    private volatile int slots = 4;
    private volatile boolean asleep;

    /** Answers one request for inference. */
    public interface Script {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    public ScriptedAxon(String name, Hotkey validator, Script script) throws IOException {
        this(name, validator, script, null);
    }

    /** @param certificate what it shows; plain HTTP without */
    public ScriptedAxon(String name, Hotkey validator, Script script, @Nullable TestCertificate certificate)
            throws IOException {
        this.name = name;
        this.script = script;
        SessionAcceptor acceptor = new SessionAcceptor(hotkey, SUBNET, validator::equals, Clock.systemUTC(), RANDOM);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        if (certificate == null) {
            server = HttpServer.create(address, 0);
        } else {
            HttpsServer secured = HttpsServer.create(address, 0);
            secured.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
            server = secured;
        }
        server.createContext("/axon/v1/sessions", exchange -> {
            asked.incrementAndGet();
            try {
                String offer = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                reply(
                        exchange,
                        201,
                        acceptor.accept(SignedOffer.fromJson(offer)).answer().toJson());
            } catch (SessionRefusedException e) {
                reply(exchange, 403, "{\"error\":\"" + e.refusal() + "\"}");
            }
        });
        server.createContext("/axon/v1/status", exchange -> {
            asked.incrementAndGet();
            if (asleep) {
                reply(exchange, 503, "");
                return;
            }
            reply(exchange, 200, """
                {"hotkey":"%s","slots":%d,"busy":0,"queued":0,"models":[{"name":"tiny:latest","digest":"d"}]}""".formatted(hotkey.hotkey().address(), slots));
        });
        server.createContext("/api/", this::infer);
        server.setExecutor(threads);
        server.start();
    }

    public MinerEndpoint endpoint() {
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new MinerEndpoint(name, base, hotkey.hotkey().address());
    }

    /** Where it serves, as its neuron would announce it. */
    public AxonEndpoint announced(String certificate) {
        return new AxonEndpoint("127.0.0.1", server.getAddress().getPort(), certificate, hotkey());
    }

    public KeyId hotkey() {
        return KeyId.ofAddress(hotkey.hotkey().address());
    }

    public void script(Script next) {
        script = next;
    }

    /** Like an address behind which nobody serves at the moment. */
    public void asleep(boolean now) {
        asleep = now;
    }

    public void slots(int count) {
        slots = count;
    }

    /** Requests of any kind that came. */
    public int asked() {
        return asked.get();
    }

    /** Requests for inference that came. */
    public int served() {
        return served.get();
    }

    /** Bodies of the requests for inference that came. */
    public List<String> bodies() {
        return bodies;
    }

    /** One line of a stream, with a token in it. */
    public static String line(String content) {
        return "{\"model\":\"tiny\",\"message\":{\"role\":\"assistant\",\"content\":\"" + content
                + "\"},\"done\":false}\n";
    }

    /** The last line of a stream. */
    public static String done(int prompt, int completion) {
        return "{\"model\":\"tiny\",\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true,"
                + "\"done_reason\":\"stop\",\"prompt_eval_count\":" + prompt + ",\"eval_count\":" + completion + "}\n";
    }

    /** Sends a stream's head and these lines, and ends. */
    public static Script lines(String... lines) {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (String line : lines) {
                write(exchange, line);
            }
            exchange.close();
        };
    }

    public static Script status(int status, String body) {
        return exchange -> reply(exchange, status, body);
    }

    public static void write(HttpExchange exchange, String text) throws IOException {
        OutputStream out = exchange.getResponseBody();
        out.write(text.getBytes(UTF_8));
        out.flush();
    }

    static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void infer(HttpExchange exchange) throws IOException {
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        asked.incrementAndGet();
        served.incrementAndGet();
        try {
            script.answer(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Breaks every connection off, as a killed process does. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
