package org.synapsesubnet.axon.membership;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.session.BoundedBody;
import org.synapsesubnet.api.wire.CanonicalMessage;
import org.synapsesubnet.chain.api.ChainCommand;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.CommandCodec;
import org.synapsesubnet.chain.api.CommandEnvelope;
import org.synapsesubnet.chain.api.KeyId;

/** Speaks with the chain's REST routes, {@code /chain}. */
final class ChainClient {

    private static final Duration LOOK_DEADLINE = Duration.ofSeconds(10);
    /** A command's outcome may take some blocks. */
    private static final Duration SEND_DEADLINE = Duration.ofSeconds(60);

    /** Room for the metagraph of some 10,000 neurons, in a heap of 48 MB. */
    private static final int LONGEST_ANSWER = 4 * 1024 * 1024;

    private static final String REFUSED = "urn:synapse:problem:chain-refused-";
    private static final int OK = 200;

    private final HttpClient http;
    private final URI base;

    /** @param base of the application that has the chain, such as {@code http://127.0.0.1:8080} */
    ChainClient(HttpClient http, URI base) {
        this.http = http;
        this.base = base;
    }

    ChainState state() throws IOException, InterruptedException {
        return ChainState.of(get("/chain"), get("/chain/metagraph"));
    }

    /** What an account has besides its stakes, rao. */
    long balance(Hotkey account) throws IOException, InterruptedException {
        return number(get("/chain/accounts/" + account), "balance");
    }

    /**
     * Signs a command with the account's next nonce and waits until it is final.
     *
     * @throws RefusedByChainException when the chain doesn't take it
     */
    void submit(ChainIdentity chain, HotkeySigner signer, ChainCommand command)
            throws IOException, InterruptedException, RefusedByChainException {
        Hotkey account = signer.hotkey();
        long nonce = number(get("/chain/accounts/" + account), "nextNonce");
        CommandEnvelope envelope = new CommandEnvelope(chain, KeyId.ofAddress(account.address()), nonce, command);
        byte[] bytes = CommandCodec.encode(envelope);
        String signature = signer.sign(
                        CanonicalMessage.of(CommandEnvelope.DOMAIN).bytes(bytes))
                .signature();
        String body = "{\"envelope\":\"" + Base64.getEncoder().encodeToString(bytes) + "\",\"signature\":\"" + signature
                + "\"}";
        HttpResponse<byte[]> answer = exchange(
                HttpRequest.newBuilder(base.resolve("/chain/commands"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)),
                SEND_DEADLINE);
        if (answer.statusCode() != OK) {
            throw refusal(answer);
        }
    }

    private Map<String, @Nullable Object> get(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = exchange(HttpRequest.newBuilder(base.resolve(path)), LOOK_DEADLINE);
        if (answer.statusCode() != OK) {
            throw new IOException(base.resolve(path) + " answers HTTP " + answer.statusCode());
        }
        return JsonTree.object(answer.body());
    }

    /** The client's own deadline is over with the answer's head; the chain could then keep the axon for ever. */
    private HttpResponse<byte[]> exchange(HttpRequest.Builder request, Duration deadline)
            throws IOException, InterruptedException {
        var call = http.sendAsync(request.build(), BoundedBody.ofAtMost(LONGEST_ANSWER));
        try {
            return call.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no whole answer came within " + deadline.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            call.cancel(true);
        }
    }

    private static RefusedByChainException refusal(HttpResponse<byte[]> answer) throws IOException {
        Map<String, @Nullable Object> problem = JsonTree.object(answer.body());
        String type = String.valueOf(problem.get("type"));
        String detail = String.valueOf(problem.get("detail"));
        if (!type.startsWith(REFUSED)) {
            throw new IOException("the chain answers HTTP " + answer.statusCode() + ": " + detail);
        }
        String name = type.substring(REFUSED.length()).replace('-', '_').toUpperCase(Locale.ROOT);
        return new RefusedByChainException(name, detail);
    }

    private static long number(Map<String, @Nullable Object> object, String name) throws IOException {
        if (object.get(name) instanceof Long number) {
            return number;
        }
        throw new IOException("the chain's answer has no " + name);
    }
}
