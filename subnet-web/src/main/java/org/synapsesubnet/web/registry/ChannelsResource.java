package org.synapsesubnet.web.registry;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
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
import org.synapsesubnet.api.module.ChannelHistory;
import org.synapsesubnet.api.module.ChannelList;
import org.synapsesubnet.api.module.ChannelTarget;
import org.synapsesubnet.registrar.Channels;
import org.synapsesubnet.registrar.StoredChannel;
import org.synapsesubnet.web.rest.Callers;
import org.synapsesubnet.web.rest.Paging;

/** A module's channels: names such as stable and beta that point at releases. */
@Path("{name}/channels")
@ApplicationScoped
@Tag(name = "Channels")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ChannelsResource {
    @Inject
    private Channels channels;

    @GET
    @RolesAllowed({Role.Names.OPERATOR, Role.Names.USER})
    @Operation(summary = "A module's channels in the order of their names")
    public ChannelList list(@PathParam("name") String name) {
        return channels.list(name);
    }

    @GET
    @Path("{channel}")
    @RolesAllowed({Role.Names.OPERATOR, Role.Names.USER})
    @Operation(summary = "Where a channel points")
    public Response find(@PathParam("name") String name, @PathParam("channel") String channel) {
        return whole(channels.find(name, channel));
    }

    @PUT
    @Path("{channel}")
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(summary = "Points a channel at a published release; stable goes back only when asked to roll back")
    public Response point(
            @PathParam("name") String name,
            @PathParam("channel") String channel,
            ChannelTarget target,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Context HttpServletRequest request) {
        return whole(channels.point(name, channel, target, Conditions.expected(ifMatch), Callers.of(request)));
    }

    @DELETE
    @Path("{channel}")
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(summary = "Takes a channel away; its history stays")
    public void remove(
            @PathParam("name") String name,
            @PathParam("channel") String channel,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Context HttpServletRequest request) {
        channels.remove(name, channel, Conditions.expected(ifMatch), Callers.of(request));
    }

    @GET
    @Path("{channel}/history")
    @RolesAllowed({Role.Names.OPERATOR, Role.Names.USER})
    @Operation(summary = "Where a channel pointed, the latest move first")
    public ChannelHistory history(
            @PathParam("name") String name,
            @PathParam("channel") String channel,
            @QueryParam("offset") @Nullable String offset,
            @QueryParam("limit") @Nullable String limit) {
        Paging paging = Paging.of(offset, limit);
        return channels.history(name, channel, paging.offset(), paging.limit());
    }

    private static Response whole(StoredChannel stored) {
        return Response.ok(stored.channel()).tag(stored.tag()).build();
    }
}
