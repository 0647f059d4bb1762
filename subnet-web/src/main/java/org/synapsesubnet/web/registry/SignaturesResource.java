package org.synapsesubnet.web.registry;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.synapsesubnet.access.Role;
import org.synapsesubnet.api.signing.SignatureDraft;
import org.synapsesubnet.api.signing.SignatureList;
import org.synapsesubnet.registrar.signing.Signing;
import org.synapsesubnet.web.rest.Callers;

/** Who signed a release. */
@Path("{name}/releases/{version}/signatures")
@ApplicationScoped
@Tag(name = "Signatures")
@Produces(MediaType.APPLICATION_JSON)
public class SignaturesResource {
    @Inject
    private Signing signing;

    @GET
    @RolesAllowed({Role.Names.OPERATOR, Role.Names.USER})
    @Operation(summary = "A release's signatures, and what each is worth now")
    public SignatureList list(@PathParam("name") String name, @PathParam("version") String version) {
        return signing.signatures(name, version);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(summary = "Signs with the node's own key, or takes a trusted key's signature")
    public SignatureList sign(
            @PathParam("name") String name,
            @PathParam("version") String version,
            SignatureDraft draft,
            @Context HttpServletRequest request) {
        return signing.sign(name, version, draft, Callers.of(request));
    }
}
