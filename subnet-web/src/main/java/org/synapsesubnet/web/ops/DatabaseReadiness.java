package org.synapsesubnet.web.ops;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.synapsesubnet.platform.persistence.Database;

/** Ready once the database answers: {@code database} in {@code /ops/ready} and {@code /health/ready}. */
@Readiness
@ApplicationScoped
public class DatabaseReadiness implements HealthCheck {

    private static final int SECONDS_TO_ANSWER = 2;

    @Inject
    private Database database;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.builder()
                .name("database")
                .status(database.answersWithin(SECONDS_TO_ANSWER))
                .build();
    }
}
