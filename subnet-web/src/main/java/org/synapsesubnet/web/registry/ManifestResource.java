package org.synapsesubnet.web.registry;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.synapsesubnet.access.Role;
import org.synapsesubnet.registrar.signing.Signing;

/**
 * What is signed of a release. Apart from the signatures, since a class at {@code {name}/releases/{version}} would hide
 * the methods of {@link ReleasesResource} below that path.
 */
@Path("{name}/releases/{version}/manifest")
@ApplicationScoped
@Tag(name = "Signatures")
@Produces(MediaType.APPLICATION_JSON)
public class ManifestResource {
    @Inject
    private Signing signing;

    @GET
    @RolesAllowed({Role.Names.OPERATOR, Role.Names.USER})
    @Operation(summary = "The bytes that are signed: canonical JSON")
    public byte[] find(@PathParam("name") String name, @PathParam("version") String version) {
        return signing.manifest(name, version);
    }
}
