package org.synapsesubnet.web.registrar;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.synapsesubnet.access.Role;
import org.synapsesubnet.api.signing.KeyRevocation;
import org.synapsesubnet.api.signing.SigningKeyView;
import org.synapsesubnet.api.signing.TrustedKeyDraft;
import org.synapsesubnet.api.signing.TrustedKeyList;
import org.synapsesubnet.api.signing.TrustedKeyView;
import org.synapsesubnet.registrar.signing.Signing;
import org.synapsesubnet.web.rest.Callers;

/** The keys whose signatures of releases count. */
@Path("/")
@ApplicationScoped
@Tag(name = "Registrar")
@RolesAllowed(Role.Names.OPERATOR)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class TrustedKeysResource {
    @Inject
    private Signing signing;

    @GET
    @Path("signing-key")
    @Operation(summary = "The public half of this node's own key; it counts only when it is trusted like any other")
    public SigningKeyView ownKey() {
        return signing.ownKey();
    }

    @GET
    @Path("keys")
    @Operation(summary = "All keys that are trusted or were")
    public TrustedKeyList list() {
        return signing.keys();
    }

    @POST
    @Path("keys")
    @Operation(summary = "Trusts a key")
    public Response trust(TrustedKeyDraft draft, @Context HttpServletRequest request) {
        TrustedKeyView key = signing.trust(draft, Callers.of(request));
        return Response.status(Response.Status.CREATED).entity(key).build();
    }

    @POST
    @Path("keys/{id}/revocation")
    @Operation(summary = "Ends the trust in a key, for earlier signatures too")
    public TrustedKeyView revoke(
            @PathParam("id") String id, KeyRevocation revocation, @Context HttpServletRequest request) {
        return signing.revoke(id, revocation, Callers.of(request));
    }
}
