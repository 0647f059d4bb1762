package org.synapsesubnet.axon.membership;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.synapsesubnet.api.wire.FlatJson;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.CommandCodec;
import org.synapsesubnet.chain.api.CommandReceipt;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.NeuronInfo;
import org.synapsesubnet.chain.api.SignedCommand;
import org.synapsesubnet.chain.connector.Deadline;
import org.synapsesubnet.chain.connector.embedded.EmbeddedChain;

/** A real ledger behind HTTP in the form of the application's {@code /chain}; each command brings a block. */
final class ChainFront implements AutoCloseable {

    static final ChainIdentity CHAIN = new ChainIdentity("embedded", 1);

    private final EmbeddedChain chain;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ChainFront(Path folder, Hyperparameters rules) throws IOException, ChainException {
        chain = EmbeddedChain.open(folder, CHAIN, rules, InstantSource.system());
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/chain", this::answer);
        http.setExecutor(threads);
        http.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    void seal(int blocks) throws ChainException {
        for (int i = 0; i < blocks; i++) {
            chain.seal();
        }
    }

    NeuronInfo neuron(KeyId hotkey) throws ChainException {
        return chain.metagraph(deadline()).byHotkey(hotkey).orElseThrow();
    }

    int neurons() throws ChainException {
        return chain.metagraph(deadline()).neurons().size();
    }

    long nextNonce(KeyId account) throws ChainException {
        return chain.nextNonce(account, deadline());
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try (exchange) {
            if (path.equals("/chain/commands")) {
                submit(exchange);
            } else if (path.equals("/chain/metagraph")) {
                send(exchange, 200, metagraph());
            } else if (path.startsWith("/chain/accounts/")) {
                send(exchange, 200, account(KeyId.ofAddress(path.substring("/chain/accounts/".length()))));
            } else {
                send(exchange, 200, rules());
            }
        } catch (ChainException | ExecutionException e) {
            send(exchange, 503, "{\"detail\":\"" + e.getMessage() + "\"}");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void submit(HttpExchange exchange)
            throws IOException, ChainException, ExecutionException, InterruptedException {
        FlatJson draft = FlatJson.parse(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var envelope = CommandCodec.decode(Base64.getDecoder().decode(draft.text("envelope")));
        var receipt = chain.submit(new SignedCommand(envelope, draft.text("signature")));
        chain.seal();
        switch (receipt.get().outcome()) {
            case CommandReceipt.Applied applied -> send(exchange, 200, "{\"block\":1,\"events\":[]}");
            case CommandReceipt.Refused refused -> {
                String name = refused.refusal().name();
                send(
                        exchange,
                        409,
                        "{\"type\":\"urn:synapse:problem:chain-refused-%s\",\"status\":409,\"detail\":\"%s: %s\"}"
                                .formatted(name.toLowerCase(Locale.ROOT).replace('_', '-'), name, refused.detail()));
            }
        }
    }

    private String rules() throws ChainException {
        Hyperparameters rules = chain.hyperparameters(deadline());
        return """
                {"chainId":"%s","netuid":%d,"rules":{"registrationCost":%d,"faucet":%d,"stakeThreshold":%d}}""".formatted(
                        CHAIN.chainId(),
                        CHAIN.netuid(),
                        rules.registration().cost(),
                        rules.economy().faucet(),
                        rules.validation().stakeThreshold());
    }

    private String account(KeyId account) throws ChainException {
        return "{\"address\":\"%s\",\"nextNonce\":%d,\"balance\":%d}"
                .formatted(account, nextNonce(account), chain.balance(account, deadline()));
    }

    private String metagraph() throws ChainException {
        var metagraph = chain.metagraph(deadline());
        return "{\"block\":%d,\"neurons\":[%s]}"
                .formatted(
                        metagraph.block(),
                        metagraph.neurons().stream().map(ChainFront::json).collect(Collectors.joining(",")));
    }

    private static String json(NeuronInfo neuron) {
        String axon = neuron.axon()
                .map(a -> "{\"address\":\"%s\",\"port\":%d,\"certificateDigest\":\"%s\",\"key\":\"%s\"}"
                        .formatted(a.address(), a.port(), a.certificateDigest(), a.key()))
                .orElse("null");
        return "{\"uid\":%d,\"hotkey\":\"%s\",\"axon\":%s,\"stake\":%d,\"validatorPermit\":%b}"
                .formatted(neuron.uid(), neuron.hotkey(), axon, neuron.stake(), neuron.validatorPermit());
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static Deadline deadline() {
        return Deadline.in(Duration.ofSeconds(20));
    }

    @Override
    public void close() throws Exception {
        http.stop(0);
        threads.close();
        chain.close();
    }
}
