package org.synapsesubnet.web.ops;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.synapsesubnet.chain.ChainReport;
import org.synapsesubnet.chain.ChainStatus;

/**
 * Ready once the connector answers: {@code chain} in {@code /ops/ready} and {@code /health/ready}. A chain that merely
 * stands still is told on the status page but takes no traffic away: requests don't need it.
 */
@Readiness
@ApplicationScoped
public class ChainReadiness implements HealthCheck {

    @Inject
    private ChainStatus chain;

    @Override
    public HealthCheckResponse call() {
        ChainReport report = chain.report();
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.builder().name("chain").status(report.reachable());
        report.head().ifPresent(head -> answer.withData("head", head.number()));
        report.lastHeard().ifPresent(heard -> answer.withData("heard", heard));
        return answer.build();
    }
}
