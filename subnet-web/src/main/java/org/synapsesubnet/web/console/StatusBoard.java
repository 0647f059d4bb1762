package org.synapsesubnet.web.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.synapsesubnet.chain.ChainStatus;
import org.synapsesubnet.platform.concurrent.Fresh;
import org.synapsesubnet.validator.gateway.Gateway;

/** Reads the subnet's state at most once a second, however many people watch: the page is public. */
@ApplicationScoped
public class StatusBoard {

    private static final Duration FRESH = Duration.ofSeconds(1);

    @Inject
    private Gateway gateway;

    @Inject
    private ChainStatus chain;

    @Inject
    private InstantSource clock;

    @SuppressWarnings("NullAway.Init") // made when everything is injected
    private Fresh<StatusSnapshot> latest;

    @PostConstruct
    void begin() {
        latest = new Fresh<>(() -> read(clock.instant()), FRESH, clock);
    }

    StatusSnapshot snapshot() {
        return latest.get();
    }

    private StatusSnapshot read(Instant now) {
        return new StatusSnapshot(
                now,
                chain.report(),
                gateway.miners(),
                gateway.refusedNeurons(),
                gateway.inFlight(),
                gateway.usage().totals().byModel());
    }
}
