package org.synapsesubnet.web.fleet;

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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.access.Role;
import org.synapsesubnet.api.fleet.FleetModelDraft;
import org.synapsesubnet.api.fleet.FleetModelList;
import org.synapsesubnet.api.fleet.FleetModelView;
import org.synapsesubnet.miner.models.FleetModels;
import org.synapsesubnet.web.rest.Callers;
import org.synapsesubnet.web.rest.IfMatch;

/**
 * The models of a miner, for operators. A model's name may have slashes; what is written here the hosts' keepers carry
 * out.
 */
@Path("/miners/{name}/models")
@ApplicationScoped
@Tag(name = "Fleet")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.Names.OPERATOR)
public class FleetModelsResource {
    private static final String MODEL = "{model: .+}";

    @Inject
    private FleetModels models;

    @GET
    @Operation(summary = "A miner's models in the order of their names, those that nobody wants too")
    public FleetModelList list(@PathParam("name") String miner) {
        return models.list(miner);
    }

    @GET
    @Path(MODEL)
    @Operation(summary = "One model; the entity tag is its revision")
    public Response find(@PathParam("name") String miner, @PathParam("model") String model) {
        return whole(models.find(miner, model));
    }

    @PUT
    @Path(MODEL)
    @Operation(summary = "Adds a model, or puts another one in the place of the one that If-Match names")
    public Response put(
            @PathParam("name") String miner,
            @PathParam("model") String model,
            FleetModelDraft draft,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Context HttpServletRequest request) {
        return whole(models.put(miner, model, draft, IfMatch.of(ifMatch).tags(), Callers.of(request)));
    }

    @DELETE
    @Path(MODEL)
    @Operation(summary = "Wants a model no longer; it is deleted when room is needed")
    public void remove(
            @PathParam("name") String miner,
            @PathParam("model") String model,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Context HttpServletRequest request) {
        models.remove(miner, model, IfMatch.of(ifMatch).tags(), Callers.of(request));
    }

    @POST
    @Path(MODEL + "/pull")
    @Operation(summary = "Tries again at once to get a model, whatever failed before")
    public Response pull(
            @PathParam("name") String miner, @PathParam("model") String model, @Context HttpServletRequest request) {
        return accepted(models.pull(miner, model, Callers.of(request)));
    }

    @POST
    @Path(MODEL + "/warm")
    @Operation(summary = "Keeps a model in the memory of every replica from now on")
    public Response warm(
            @PathParam("name") String miner, @PathParam("model") String model, @Context HttpServletRequest request) {
        return accepted(models.warm(miner, model, Callers.of(request)));
    }

    @POST
    @Path(MODEL + "/unload")
    @Operation(summary = "Takes a model out of memory from now on")
    public Response unload(
            @PathParam("name") String miner, @PathParam("model") String model, @Context HttpServletRequest request) {
        return accepted(models.unload(miner, model, Callers.of(request)));
    }

    private static Response whole(FleetModelView model) {
        return Response.ok(model).tag(Long.toString(model.revision())).build();
    }

    private static Response accepted(FleetModelView model) {
        return Response.accepted(model).tag(Long.toString(model.revision())).build();
    }
}
