package org.synapsesubnet.web.registry;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.access.Caller;
import org.synapsesubnet.access.Role;
import org.synapsesubnet.api.module.ModuleDraft;
import org.synapsesubnet.api.module.ModulePage;
import org.synapsesubnet.api.module.ModuleQuery;
import org.synapsesubnet.api.module.ModuleStatus;
import org.synapsesubnet.api.module.ModuleType;
import org.synapsesubnet.api.module.ModuleUpdate;
import org.synapsesubnet.api.module.StatusChange;
import org.synapsesubnet.api.module.StatusView;
import org.synapsesubnet.registrar.ExpectedTag;
import org.synapsesubnet.registrar.Modules;
import org.synapsesubnet.registrar.StoredModule;
import org.synapsesubnet.web.rest.Callers;
import org.synapsesubnet.web.rest.Choice;
import org.synapsesubnet.web.rest.Idempotency;
import org.synapsesubnet.web.rest.Paging;

/**
 * The registry. Reading needs a key, writing an operator's. A replacement needs {@code If-Match}, so that nobody
 * overwrites what they haven't read; {@code If-Match: *} says that they don't care.
 */
@Path("/")
@ApplicationScoped
@Tag(name = "Modules")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ModulesResource {
    @Inject
    private Modules modules;

    @Inject
    private Idempotency idempotency;

    @GET
    @RolesAllowed({Role.Names.OPERATOR, Role.Names.USER})
    @Operation(summary = "Modules in the order of their names, all or those that a search finds")
    public ModulePage list(
            @QueryParam("q") @Nullable String text,
            @QueryParam("type") @Nullable String type,
            @QueryParam("status") @Nullable String status,
            @QueryParam("sort") @Nullable String sort,
            @QueryParam("offset") @Nullable String offset,
            @QueryParam("limit") @Nullable String limit) {
        Paging paging = Paging.of(offset, limit);
        ModuleQuery query = new ModuleQuery(
                text,
                Choice.of("type", type, ModuleType.class),
                Choice.of("status", status, ModuleStatus.class),
                Choice.descending(sort, "name"));
        return modules.list(query, paging.offset(), paging.limit());
    }

    @POST
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(summary = "Registers a module; once for each Idempotency-Key")
    public Response register(
            ModuleDraft draft,
            @HeaderParam(Idempotency.HEADER) @Nullable String key,
            @Context HttpServletRequest request,
            @Context UriInfo uri) {
        Caller caller = Callers.of(request);
        return idempotency.once(key, caller.account(), uri.getPath(), draft, () -> {
            StoredModule stored = modules.register(draft, caller);
            return Response.created(uri.getAbsolutePathBuilder()
                            .path(stored.module().name())
                            .build())
                    .tag(stored.tag())
                    .entity(stored.module())
                    .build();
        });
    }

    @GET
    @Path("{name}")
    @RolesAllowed({Role.Names.OPERATOR, Role.Names.USER})
    @Operation(summary = "One module, with its entity tag")
    public Response find(@PathParam("name") String name, @Context Request conditions) {
        StoredModule stored = modules.find(name);
        Response.@Nullable ResponseBuilder unchanged = conditions.evaluatePreconditions(new EntityTag(stored.tag()));
        return unchanged == null ? whole(stored) : unchanged.build();
    }

    @PUT
    @Path("{name}")
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(summary = "Replaces description and configuration of the module that If-Match names")
    public Response replace(
            @PathParam("name") String name,
            ModuleUpdate update,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Context HttpServletRequest request) {
        ExpectedTag expected = Conditions.required(
                ifMatch,
                "Send the module's entity tag in If-Match, so that nobody's change is lost; * replaces anything.");
        return whole(modules.replace(name, update, expected, Callers.of(request)));
    }

    @DELETE
    @Path("{name}")
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(summary = "Removes a module that isn't enabled")
    public void remove(
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Context HttpServletRequest request) {
        modules.remove(name, Conditions.expected(ifMatch), Callers.of(request));
    }

    @GET
    @Path("{name}/status")
    @RolesAllowed({Role.Names.OPERATOR, Role.Names.USER})
    @Operation(summary = "A module's status and what it may become")
    public Response status(@PathParam("name") String name) {
        return statusOf(modules.find(name));
    }

    @PUT
    @Path("{name}/status")
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(summary = "Takes a step in a module's life")
    public Response changeStatus(
            @PathParam("name") String name,
            StatusChange change,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Context HttpServletRequest request) {
        return statusOf(modules.changeStatus(name, change, Conditions.expected(ifMatch), Callers.of(request)));
    }

    private static Response whole(StoredModule stored) {
        return Response.ok(stored.module()).tag(stored.tag()).build();
    }

    private static Response statusOf(StoredModule stored) {
        return Response.ok(StatusView.of(stored.module())).tag(stored.tag()).build();
    }
}
