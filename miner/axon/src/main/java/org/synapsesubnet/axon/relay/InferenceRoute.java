package org.synapsesubnet.axon.relay;

import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicLong;
import org.synapsesubnet.api.receipt.Outcome;
import org.synapsesubnet.api.wire.Sha256;
import org.synapsesubnet.axon.RefusedException;
import org.synapsesubnet.axon.admission.Gate;
import org.synapsesubnet.axon.connection.Peer;
import org.synapsesubnet.axon.connection.PeerDepartedException;
import org.synapsesubnet.axon.ledger.ReceiptLedger;
import org.synapsesubnet.axon.queue.SlotQueue;
import org.synapsesubnet.axon.watch.AnswerTimes;
import org.synapsesubnet.axon.watch.AxonMetrics;

/**
 * Requests that make the engine work: through the gate, into the queue, to the engine and back, with a receipt for each
 * that got a slot. The receipt is in the chain before the answer's last byte, so whoever has read the answer finds it.
 */
public final class InferenceRoute {

    private static final System.Logger LOG = System.getLogger(InferenceRoute.class.getName());
    private static final ModelCatalog.Model UNKNOWN = new ModelCatalog.Model("", "");
    private static final String NO_BYTES = Sha256.hexOf(new byte[0]);

    private final Gate gate;
    private final SlotQueue queue;
    private final Upstream upstream;
    private final ModelCatalog models;
    private final ReceiptLedger ledger;
    private final AxonMetrics metrics;

    public InferenceRoute(
            Gate gate,
            SlotQueue queue,
            Upstream upstream,
            ModelCatalog models,
            ReceiptLedger ledger,
            AxonMetrics metrics) {
        this.gate = gate;
        this.queue = queue;
        this.upstream = upstream;
        this.models = models;
        this.ledger = ledger;
        this.metrics = metrics;
    }

    /** The handler for one path of the engine. */
    public Handler to(String path) {
        return (request, response) -> serve(path, request, response);
    }

    private void serve(String path, ServerRequest request, ServerResponse response) throws Exception {
        Peer peer = Peer.current();
        try (Gate.Entered entered = gate.enter(request, peer)) {
            long admitted = System.nanoTime();
            try (SlotQueue.Slot slot = queue.enter(entered.admitted().validator(), peer)) {
                long begun = System.nanoTime();
                metrics.queued(begun - admitted);
                ModelCatalog.Model model =
                        models.find(AskedModel.in(entered.body())).orElse(UNKNOWN);
                relay(path, response, peer, new Exchange(entered, model, admitted, begun));
            }
        } catch (PeerDepartedException e) {
            throw new CloseConnectionException("the caller left", e);
        }
    }

    private record Exchange(Gate.Entered entered, ModelCatalog.Model model, long admittedNanos, long begunNanos) {}

    private void relay(String path, ServerResponse response, Peer peer, Exchange exchange) throws Exception {
        var firstByte = new AtomicLong();
        try {
            HttpResponse<Pieces> answer = upstream.send(
                    "POST",
                    path,
                    exchange.entered().body(),
                    peer,
                    upstream.deadlines().firstByte());
            var relay = new Relay(answer, response, peer, upstream.deadlines().idle(), () -> {
                firstByte.set(System.nanoTime() - exchange.begunNanos());
                metrics.firstByte(firstByte.get());
            });
            Outcome outcome = relay.run();
            metrics.answeredBy(
                    exchange.model().name(),
                    outcome,
                    new AnswerTimes(
                            firstByte.get(),
                            System.nanoTime() - exchange.begunNanos(),
                            relay.loadNanos(),
                            relay.generationNanos(),
                            relay.completionTokens()));
            close(exchange, outcome, relay.answerDigest(), relay.promptTokens(), relay.completionTokens());
            relay.finish();
        } catch (RefusedException e) {
            metrics.answeredBy(exchange.model().name(), Outcome.FAILED, AnswerTimes.NONE);
            close(exchange, Outcome.FAILED, NO_BYTES, 0, 0);
            throw e;
        } catch (PeerDepartedException e) {
            metrics.answeredBy(exchange.model().name(), Outcome.CANCELLED, AnswerTimes.NONE);
            close(exchange, Outcome.CANCELLED, NO_BYTES, 0, 0);
            throw e;
        }
    }

    private void close(Exchange exchange, Outcome outcome, String answerDigest, long prompt, long completion) {
        metrics.answered(outcome, prompt, completion, System.nanoTime() - exchange.admittedNanos());
        var admitted = exchange.entered().admitted();
        try {
            ledger.append(new ReceiptLedger.Entry(
                    admitted.validator(),
                    admitted.nonce(),
                    admitted.bodyHash(),
                    answerDigest,
                    exchange.model().digest(),
                    prompt,
                    completion,
                    outcome));
        } catch (IOException e) {
            LOG.log(Level.ERROR, "a receipt could not be written; its answer stands without one: {0}", e.getMessage());
        }
    }
}
