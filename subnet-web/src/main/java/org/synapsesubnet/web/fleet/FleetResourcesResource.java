package org.synapsesubnet.web.fleet;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.access.Role;
import org.synapsesubnet.api.fleet.FleetResources;
import org.synapsesubnet.api.problem.InvalidValue;
import org.synapsesubnet.miner.ResourceReports;

/** What a miner's containers used, for operators. */
@Path("/miners/{name}/resources")
@ApplicationScoped
@Tag(name = "Fleet")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.Names.OPERATOR)
public class FleetResourcesResource {
    @Inject
    private ResourceReports reports;

    @GET
    @Operation(
            summary = "Processor, memory, network, block devices and graphics processors of each container over time")
    public FleetResources find(
            @PathParam("name") String name,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("step") @Nullable String step) {
        return reports.of(name, instant("from", from), instant("to", to), seconds(step));
    }

    private static @Nullable Instant instant(String field, @Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new InvalidValue(field, "must be a time such as 2026-01-31T12:00:00Z");
        }
    }

    private static @Nullable Long seconds(@Nullable String text) {
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new InvalidValue("step", "must be a number of seconds");
        }
    }
}
