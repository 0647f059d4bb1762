package org.synapsesubnet.web.registry;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.access.Role;
import org.synapsesubnet.api.module.ConfigurationDifference;
import org.synapsesubnet.api.module.ConfigurationHistory;
import org.synapsesubnet.api.module.ConfigurationRevision;
import org.synapsesubnet.api.module.ConfigurationRollback;
import org.synapsesubnet.registrar.Configurations;
import org.synapsesubnet.registrar.ExpectedTag;
import org.synapsesubnet.registrar.Modules;
import org.synapsesubnet.registrar.StoredModule;
import org.synapsesubnet.web.rest.Callers;
import org.synapsesubnet.web.rest.Paging;
import org.synapsesubnet.web.rest.WholeNumber;

/** What a module's configuration was; {@code PUT /modules/{name}} writes the next one. */
@Path("{name}/configuration")
@ApplicationScoped
@Tag(name = "Configuration")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ConfigurationResource {
    @Inject
    private Configurations configurations;

    @Inject
    private Modules modules;

    @GET
    @Path("revisions")
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(summary = "The configurations that a module had, the latest first")
    public ConfigurationHistory history(
            @PathParam("name") String name,
            @QueryParam("offset") @Nullable String offset,
            @QueryParam("limit") @Nullable String limit) {
        Paging paging = Paging.of(offset, limit);
        return configurations.history(name, paging.offset(), paging.limit());
    }

    @GET
    @Path("revisions/{number}")
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(summary = "One configuration that a module had")
    public ConfigurationRevision find(@PathParam("name") String name, @PathParam("number") String number) {
        return configurations.find(name, revision("number", number));
    }

    @GET
    @Path("difference")
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(summary = "In which places two revisions differ")
    public ConfigurationDifference difference(
            @PathParam("name") String name,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        return configurations.difference(name, revision("from", from), revision("to", to));
    }

    @POST
    @Path("rollback")
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(summary = "Brings an earlier configuration back into the module that If-Match names")
    public Response rollBack(
            @PathParam("name") String name,
            ConfigurationRollback rollback,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Context HttpServletRequest request) {
        ExpectedTag expected = Conditions.required(
                ifMatch,
                "Send the module's entity tag in If-Match, so that nobody's change is lost; * replaces anything.");
        StoredModule stored = modules.restore(name, rollback, expected, Callers.of(request));
        return Response.ok(stored.module()).tag(stored.tag()).build();
    }

    private static long revision(String parameter, @Nullable String text) {
        return WholeNumber.of(parameter, text, 1, Long.MAX_VALUE);
    }
}
