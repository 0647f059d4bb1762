package org.synapsesubnet.web.fleet;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.synapsesubnet.access.Role;
import org.synapsesubnet.api.fleet.FleetBlobList;
import org.synapsesubnet.miner.models.FleetBlobs;
import org.synapsesubnet.web.rest.Callers;

/** GGUF files that models are made of, for operators. They go to disk as they come, and count when their digest fits. */
@Path("/blobs")
@ApplicationScoped
@Tag(name = "Fleet")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.Names.OPERATOR)
public class FleetBlobsResource {
    @Inject
    private FleetBlobs blobs;

    @GET
    @Operation(summary = "Uploaded files of this node")
    public FleetBlobList list() {
        return blobs.list();
    }

    @PUT
    @Path("{digest}")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(summary = "Uploads a GGUF file under its SHA-256")
    public Response put(@PathParam("digest") String digest, InputStream bytes, @Context HttpServletRequest request) {
        boolean created = blobs.accept(digest, bytes, Callers.of(request));
        return Response.status(created ? Response.Status.CREATED : Response.Status.NO_CONTENT)
                .build();
    }

    @DELETE
    @Path("{digest}")
    @Operation(summary = "Removes an uploaded file that no model is made of")
    public void remove(@PathParam("digest") String digest, @Context HttpServletRequest request) {
        blobs.remove(digest, Callers.of(request));
    }
}
