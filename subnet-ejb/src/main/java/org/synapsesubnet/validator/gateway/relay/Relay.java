package org.synapsesubnet.validator.gateway.relay;

import java.util.function.LongSupplier;
import org.synapsesubnet.validator.gateway.GatewayMetrics;
import org.synapsesubnet.validator.gateway.InferenceRequest;
import org.synapsesubnet.validator.gateway.admission.RateVerdict;
import org.synapsesubnet.validator.gateway.ledger.Outcome;
import org.synapsesubnet.validator.gateway.ledger.RunningRequest;
import org.synapsesubnet.validator.gateway.ledger.TokenCount;
import org.synapsesubnet.validator.gateway.ledger.UsageLedger;
import org.synapsesubnet.validator.gateway.routing.Miner;
import org.synapsesubnet.validator.gateway.routing.MinerDirectory;
import org.synapsesubnet.validator.gateway.routing.WaitingRoom;

/** What all exchanges share: the choice among the miners, and where their usage is booked. */
public final class Relay {

    private static final int RETRY_SECONDS = 2;

    private final MinerDirectory directory;
    private final WaitingRoom room;
    private final UsageLedger ledger;
    private final RelaySettings settings;
    private final GatewayMetrics metrics;
    private final LongSupplier nanoTime;

    public Relay(
            MinerDirectory directory,
            WaitingRoom room,
            UsageLedger ledger,
            RelaySettings settings,
            GatewayMetrics metrics,
            LongSupplier nanoTime) {
        this.directory = directory;
        this.room = room;
        this.ledger = ledger;
        this.settings = settings;
        this.metrics = metrics;
        this.nanoTime = nanoTime;
    }

    /** Opens the exchange of an admitted request; nothing is sent before its first chunk is asked for. */
    public Exchange open(InferenceRequest request, RateVerdict rate, RunningRequest running) {
        metrics.began();
        return new Exchange(this, request, rate, running);
    }

    Attempt attempt(Miner miner, InferenceRequest request) {
        return new Attempt(miner.line(), request, settings, nanoTime);
    }

    void ended(InferenceRequest request, Outcome outcome, TokenCount tokens, long nanos) {
        metrics.ended(request, outcome, tokens, nanos);
    }

    MinerDirectory directory() {
        return directory;
    }

    WaitingRoom room() {
        return room;
    }

    UsageLedger ledger() {
        return ledger;
    }

    RelaySettings settings() {
        return settings;
    }

    GatewayMetrics metrics() {
        return metrics;
    }

    LongSupplier nanoTime() {
        return nanoTime;
    }

    int retrySeconds() {
        return RETRY_SECONDS;
    }
}
