package org.synapsesubnet.web.registry;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.synapsesubnet.access.Role;
import org.synapsesubnet.registrar.verification.Verifications;

/** What was found out about a release, signed. */
@Path("{name}/releases/{version}/passport")
@ApplicationScoped
@Tag(name = "Verification")
public class PassportResource {
    private static final String CYCLONE_DX = "application/vnd.cyclonedx+json";

    @Inject
    private Verifications verifications;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.Names.OPERATOR, Role.Names.USER})
    @Operation(summary = "A release's passport and the signature of its canonical form")
    public Response find(@PathParam("name") String name, @PathParam("version") String version) {
        return text(verifications.passport(name, version).envelope(), MediaType.APPLICATION_JSON);
    }

    @GET
    @Path("sbom")
    @Produces({CYCLONE_DX, MediaType.APPLICATION_JSON})
    @RolesAllowed({Role.Names.OPERATOR, Role.Names.USER})
    @Operation(summary = "What a release's image is made of, as CycloneDX")
    public Response billOfMaterials(@PathParam("name") String name, @PathParam("version") String version) {
        return text(verifications.billOfMaterials(name, version), CYCLONE_DX);
    }

    /** As bytes: a server's own encoding of texts is none of ours. */
    private static Response text(String json, String type) {
        return Response.ok(json.getBytes(StandardCharsets.UTF_8), type).build();
    }
}
