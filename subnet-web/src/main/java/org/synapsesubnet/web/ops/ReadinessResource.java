package org.synapsesubnet.web.ops;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Whether the application can serve: 200 when every readiness check is up, else 503, in the shape of MicroProfile
 * Health.
 *
 * <p>The same checks stand behind {@code /health/ready}, but Payara answers that one before the application is
 * deployed, and WildFly leaves out the checks of modules inside an EAR (WFLY-12835). This path says the same
 * everywhere.
 */
@Path("/ready")
@ApplicationScoped
@Tag(name = "Operations")
@PermitAll
public class ReadinessResource {

    @Inject
    @Readiness
    private Instance<HealthCheck> checks;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Whether the application can serve, check by check")
    public Response ready() {
        List<Check> answers = checks.stream().map(Check::run).toList();
        boolean up = answers.stream().allMatch(Check::isUp);
        return Response.status(up ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE)
                .entity(new Readout(up ? Check.UP : Check.DOWN, answers))
                .build();
    }

    /** @param status {@code UP} or {@code DOWN} */
    public record Readout(String status, List<Check> checks) {}

    /**
     * @param status {@code UP} or {@code DOWN}
     * @param data what the check adds, by name
     */
    public record Check(String name, String status, Map<String, Object> data) {

        private static final String UP = HealthCheckResponse.Status.UP.name();
        private static final String DOWN = HealthCheckResponse.Status.DOWN.name();

        private static Check run(HealthCheck check) {
            HealthCheckResponse answer = check.call();
            return new Check(
                    answer.getName(),
                    answer.getStatus().name(),
                    answer.getData().orElse(Map.of()));
        }

        private boolean isUp() {
            return UP.equals(status);
        }
    }
}
