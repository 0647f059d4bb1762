package org.synapsesubnet.platform.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the database answers: {@code database} in {@code /health/ready}. */
@Readiness
@ApplicationScoped
public class DatabaseReadiness implements HealthCheck {

    private static final int SECONDS_TO_ANSWER = 2;

    @Inject
    private Database database;

    @Override
    public HealthCheckResponse call() {
        try {
            return HealthCheckResponse.builder()
                    .name("database")
                    .status(database.answersWithin(SECONDS_TO_ANSWER))
                    .build();
        } catch (SQLException e) {
            PersistenceLog.LOG.databaseSilent(e.toString());
            return HealthCheckResponse.down("database");
        }
    }
}
