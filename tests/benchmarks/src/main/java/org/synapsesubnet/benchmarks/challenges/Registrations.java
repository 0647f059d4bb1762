package org.synapsesubnet.benchmarks.challenges;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.wire.CanonicalMessage;
import org.synapsesubnet.benchmarks.upstream.InstantMiner;
import org.synapsesubnet.chain.api.AxonEndpoint;
import org.synapsesubnet.chain.api.ChainCommand;
import org.synapsesubnet.chain.api.ChainCommand.AnnounceAxon;
import org.synapsesubnet.chain.api.ChainCommand.DrawFaucet;
import org.synapsesubnet.chain.api.ChainCommand.RegisterNeuron;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.CommandCodec;
import org.synapsesubnet.chain.api.CommandEnvelope;
import org.synapsesubnet.chain.api.KeyId;

/** Makes simulated miners neurons, by signed commands as strangers send them. */
final class Registrations {

    /** Fewer at once than the registrations that the ledger takes in a block, since the application's own comes too. */
    private static final int COLDKEYS = 6;

    private static final ChainIdentity CHAIN = new ChainIdentity("embedded", 1);
    private static final int OK = 200;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI commands;
    private final List<HotkeySigner> coldkeys = new ArrayList<>();

    Registrations(int port) {
        commands = URI.create("http://127.0.0.1:" + port + "/chain/commands");
        SecureRandom random = new SecureRandom();
        for (int i = 0; i < COLDKEYS; i++) {
            coldkeys.add(HotkeySigner.create(random));
        }
    }

    /** Who pays for the miners, and so owns them. */
    List<Hotkey> owners() {
        return coldkeys.stream().map(HotkeySigner::hotkey).toList();
    }

    void register(List<InstantMiner> miners) throws IOException, InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(COLDKEYS)) {
            List<Future<Boolean>> running = new ArrayList<>();
            for (int i = 0; i < COLDKEYS; i++) {
                int first = i;
                running.add(threads.submit(() -> register(coldkeys.get(first), first, miners)));
            }
            for (Future<Boolean> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("The miners can't be registered: " + e.getCause(), e.getCause());
        }
    }

    private boolean register(HotkeySigner coldkey, int first, List<InstantMiner> miners)
            throws IOException, InterruptedException {
        long nonce = 0;
        send(coldkey, nonce++, new DrawFaucet());
        for (int i = first; i < miners.size(); i += COLDKEYS) {
            InstantMiner miner = miners.get(i);
            send(coldkey, nonce++, new RegisterNeuron(id(miner.key())));
            AxonEndpoint axon = new AxonEndpoint("127.0.0.1", miner.port(), "", id(miner.key()));
            send(miner.key(), 0, new AnnounceAxon(axon));
        }
        return true;
    }

    private void send(HotkeySigner signer, long nonce, ChainCommand command) throws IOException, InterruptedException {
        byte[] envelope = CommandCodec.encode(new CommandEnvelope(CHAIN, id(signer), nonce, command));
        String signature = signer.sign(
                        CanonicalMessage.of(CommandEnvelope.DOMAIN).bytes(envelope))
                .signature();
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(commands)
                        .timeout(Duration.ofSeconds(60))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"envelope\":\""
                                + Base64.getEncoder().encodeToString(envelope) + "\",\"signature\":\"" + signature
                                + "\"}"))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != OK) {
            throw new IOException(answer.body());
        }
    }

    private static KeyId id(HotkeySigner key) {
        return KeyId.ofAddress(key.hotkey().address());
    }
}
