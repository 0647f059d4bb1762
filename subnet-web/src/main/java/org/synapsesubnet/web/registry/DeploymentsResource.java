package org.synapsesubnet.web.registry;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.access.Role;
import org.synapsesubnet.api.rollout.DeploymentDraft;
import org.synapsesubnet.api.rollout.DeploymentList;
import org.synapsesubnet.api.rollout.DeploymentView;
import org.synapsesubnet.api.rollout.RolloutDraft;
import org.synapsesubnet.api.rollout.RolloutHistory;
import org.synapsesubnet.api.rollout.RolloutStateChange;
import org.synapsesubnet.api.rollout.RolloutView;
import org.synapsesubnet.rollout.Deployments;
import org.synapsesubnet.web.rest.Callers;
import org.synapsesubnet.web.rest.Paging;

/** Where a module runs on the fleet, and how it goes from release to release. */
@Path("{name}/deployments")
@ApplicationScoped
@Tag(name = "Deployments")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.Names.OPERATOR)
public class DeploymentsResource {
    @Inject
    private Deployments deployments;

    @GET
    @Operation(summary = "A module's deployments in the order of their names")
    public DeploymentList list(@PathParam("name") String module) {
        return deployments.list(module);
    }

    @POST
    @Operation(summary = "Installs a published release: a miner of the fleet runs it")
    public Response install(
            @PathParam("name") String module,
            DeploymentDraft draft,
            @Context HttpServletRequest request,
            @Context UriInfo uri) {
        DeploymentView installed = deployments.install(module, draft, Callers.of(request));
        return Response.created(
                        uri.getAbsolutePathBuilder().path(installed.name()).build())
                .entity(installed)
                .build();
    }

    @GET
    @Path("{deployment}")
    @Operation(summary = "One deployment with its latest roll-out")
    public DeploymentView find(@PathParam("name") String module, @PathParam("deployment") String deployment) {
        return deployments.find(module, deployment);
    }

    @DELETE
    @Path("{deployment}")
    @Operation(summary = "Takes the module off the fleet: its miner goes")
    public void uninstall(
            @PathParam("name") String module,
            @PathParam("deployment") String deployment,
            @Context HttpServletRequest request) {
        deployments.uninstall(module, deployment, Callers.of(request));
    }

    @POST
    @Path("{deployment}/rollouts")
    @Operation(summary = "Updates to another release, wave by wave; what fails goes back by itself")
    public Response update(
            @PathParam("name") String module,
            @PathParam("deployment") String deployment,
            RolloutDraft draft,
            @Context HttpServletRequest request) {
        return accepted(deployments.update(module, deployment, draft, Callers.of(request)));
    }

    @GET
    @Path("{deployment}/rollouts")
    @Operation(summary = "The roll-outs of a deployment, the latest first")
    public RolloutHistory history(
            @PathParam("name") String module,
            @PathParam("deployment") String deployment,
            @QueryParam("offset") @Nullable String offset,
            @QueryParam("limit") @Nullable String limit) {
        Paging paging = Paging.of(offset, limit);
        return deployments.history(module, deployment, paging.offset(), paging.limit());
    }

    @PUT
    @Path("{deployment}/rollout/state")
    @Operation(summary = "Pauses, resumes or takes back the roll-out that is under way")
    public RolloutView tell(
            @PathParam("name") String module,
            @PathParam("deployment") String deployment,
            RolloutStateChange change,
            @Context HttpServletRequest request) {
        return deployments.tell(module, deployment, change.state(), Callers.of(request));
    }

    @POST
    @Path("{deployment}/rollback")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Goes back to the release before, all replicas at once")
    public Response rollBack(
            @PathParam("name") String module,
            @PathParam("deployment") String deployment,
            @Context HttpServletRequest request) {
        return accepted(deployments.rollBack(module, deployment, Callers.of(request)));
    }

    private static Response accepted(RolloutView rollout) {
        return Response.accepted(rollout).build();
    }
}
