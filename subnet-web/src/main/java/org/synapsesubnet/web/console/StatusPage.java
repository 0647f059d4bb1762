package org.synapsesubnet.web.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.synapsesubnet.chain.api.Block;
import org.synapsesubnet.validator.gateway.ledger.UsageTotals;
import org.synapsesubnet.validator.gateway.routing.MinerView;
import org.synapsesubnet.validator.gateway.routing.RefusedNeuron;
import org.synapsesubnet.validator.gateway.routing.Registration;

/**
 * Backs {@code status.xhtml}: one snapshot per rendering, so that the figures on a page agree. It has getters because
 * Expression Language 5 doesn't know records.
 */
@Named("status")
@RequestScoped
public class StatusPage {

    private static final int HASH_SHOWN = 18;
    private static final String NOTHING_YET = "–";

    @Inject
    private StatusBoard board;

    @SuppressWarnings("NullAway.Init") // set by read() before the page asks
    private StatusSnapshot now;

    @PostConstruct
    void read() {
        now = board.snapshot();
    }

    public String getTakenAt() {
        return now.takenAt().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    public String getChain() {
        return now.chain().chain().toString();
    }

    public boolean isChainHealthy() {
        return now.chain().healthy();
    }

    public String getChainTrouble() {
        return now.chain().trouble().orElse("");
    }

    public String getHead() {
        return now.chain().head().map(Block::number).map(this::grouped).orElse(NOTHING_YET);
    }

    public String getHeadHash() {
        return now.chain()
                .head()
                .map(block -> block.hash().toString())
                .map(hash -> hash.length() > HASH_SHOWN ? hash.substring(0, HASH_SHOWN) + "…" : hash)
                .orElse("");
    }

    public String getLastHeard() {
        return now.chain().lastHeard().isPresent()
                ? grouped(now.chain().lastHeard().getAsLong())
                : NOTHING_YET;
    }

    public List<MinerView> getMiners() {
        return now.miners();
    }

    /** Where a miner is known from. */
    public String origin(MinerView miner) {
        Registration registration = miner.registration();
        return registration == null ? "configured" : "registered in block " + grouped(registration.block());
    }

    public List<RefusedNeuron> getRefused() {
        return now.refused();
    }

    public long getMinersUp() {
        return now.minersUp();
    }

    public int getInFlight() {
        return now.inFlight();
    }

    public List<UsageTotals.OfModel> getModels() {
        return now.models();
    }

    public String getRequests() {
        return grouped(now.requests());
    }

    public String getPromptTokens() {
        return grouped(now.promptTokens());
    }

    public String getCompletionTokens() {
        return grouped(now.completionTokens());
    }

    /** Milliseconds with one decimal; a dash before the first measurement. */
    public String millis(Duration time) {
        return time.isZero() ? NOTHING_YET : String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
    }

    /** A count with its thousands apart. */
    public String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
