package org.synapsesubnet.validator.gateway;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.synapsesubnet.access.Caller;
import org.synapsesubnet.validator.gateway.admission.RateVerdict;
import org.synapsesubnet.validator.gateway.admission.RequestRates;
import org.synapsesubnet.validator.gateway.ledger.LedgerUnavailableException;
import org.synapsesubnet.validator.gateway.ledger.RunningRequest;
import org.synapsesubnet.validator.gateway.ledger.UsageLedger;
import org.synapsesubnet.validator.gateway.ledger.UsageSubject;
import org.synapsesubnet.validator.gateway.relay.Exchange;
import org.synapsesubnet.validator.gateway.relay.Relay;
import org.synapsesubnet.validator.gateway.routing.ChainMiners;
import org.synapsesubnet.validator.gateway.routing.MinerDirectory;
import org.synapsesubnet.validator.gateway.routing.MinerView;
import org.synapsesubnet.validator.gateway.routing.RefusedNeuron;
import org.synapsesubnet.validator.gateway.routing.WaitingRoom;

/** The way in for the faces: admits a request, reserves its tokens and opens its exchange with a miner. */
public final class Gateway {

    private static final int RETRY_SECONDS = 1;

    private final RequestRates rates;
    private final MinerDirectory directory;
    private final WaitingRoom room;
    private final ChainMiners chain;
    private final UsageLedger ledger;
    private final Relay relay;
    private final GatewayMetrics metrics;
    private final GatewayLimits limits;

    public Gateway(
            RequestRates rates,
            MinerDirectory directory,
            WaitingRoom room,
            ChainMiners chain,
            UsageLedger ledger,
            Relay relay,
            GatewayMetrics metrics,
            GatewayLimits limits) {
        this.rates = rates;
        this.directory = directory;
        this.room = room;
        this.chain = chain;
        this.ledger = ledger;
        this.relay = relay;
        this.metrics = metrics;
        this.limits = limits;
    }

    /**
     * Admits a request.
     *
     * @throws GatewayException when the caller is over its limit, the model unknown, or nothing is free to serve it
     */
    public Exchange open(InferenceRequest request) {
        RateVerdict rate = rates.admit(request.caller());
        if (!rate.admitted()) {
            throw refused(GatewayError.rateLimited(rate.limit(), rate.retryAfterSeconds()), rate);
        }
        if (!directory.knows(request.model()) && !room.serves(request.model())) {
            throw refused(
                    directory.anyUp()
                            ? GatewayError.unknownModel(request.askedModel())
                            : GatewayError.unavailable("No miner can be reached now", RETRY_SECONDS),
                    rate);
        }
        if (metrics.inFlight() >= limits.inFlight()) {
            throw refused(
                    GatewayError.unavailable(
                            "This node works on its limit of " + limits.inFlight() + " requests", RETRY_SECONDS),
                    rate);
        }
        return relay.open(request, rate, reserve(request, rate));
    }

    /** Full names of the models that can be asked for now, those of miners that sleep among them, sorted. */
    public Collection<String> models() {
        Set<String> models = directory.models();
        room.models().forEach(models::add);
        return models;
    }

    /** How each miner stands, for the status page. */
    public List<MinerView> miners() {
        return directory.board();
    }

    /** Neurons that announced an axon which this node doesn't call, for the status page. */
    public List<RefusedNeuron> refusedNeurons() {
        return chain.refused();
    }

    /** Requests that run now. */
    public int inFlight() {
        return metrics.inFlight();
    }

    /** What was used, for the status page. */
    public UsageLedger usage() {
        return ledger;
    }

    public GatewayLimits limits() {
        return limits;
    }

    private RunningRequest reserve(InferenceRequest request, RateVerdict rate) {
        Caller caller = request.caller();
        int completion = request.maxTokens() > 0 ? request.maxTokens() : limits.assumedCompletion();
        try {
            return ledger.reserve(
                    new UsageSubject(
                            caller.account(),
                            caller.keyId() == null ? "" : caller.keyId().toString(),
                            request.face().text(),
                            request.model(),
                            request.streamed()),
                    request.estimatedPromptTokens() + completion);
        } catch (LedgerUnavailableException e) {
            throw refused(GatewayError.unavailable("Usage can't be recorded now", RETRY_SECONDS), rate);
        }
    }

    private GatewayException refused(GatewayError error, RateVerdict rate) {
        metrics.failed(error.kind());
        return new GatewayException(error, rate);
    }
}
