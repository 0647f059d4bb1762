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
import org.synapsesubnet.registrar.document.HtmlForm;
import org.synapsesubnet.registrar.document.MarkdownForm;
import org.synapsesubnet.registrar.document.ReleaseDocuments;

/** A page about a release, made of what is known of it. */
@Path("{name}/releases/{version}/docs")
@ApplicationScoped
@Tag(name = "Releases")
public class ReleaseDocsResource {
    private static final String MARKDOWN = "text/markdown";
    private static final String CHARSET = ";charset=utf-8";
    /** Authors' texts are in it: should one ever get through as markup, it does nothing. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

    @Inject
    private ReleaseDocuments documents;

    @GET
    @Produces(MediaType.TEXT_HTML)
    @RolesAllowed({Role.Names.OPERATOR, Role.Names.USER})
    @Operation(summary = "A page about a release; as Markdown where Accept asks for text/markdown")
    public Response page(@PathParam("name") String name, @PathParam("version") String version) {
        String page = HtmlForm.of(documents.of(name, version));
        return Response.ok(page.getBytes(StandardCharsets.UTF_8), MediaType.TEXT_HTML + CHARSET)
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    /** Whoever accepts anything gets the page: without a preference servers choose as they like. */
    @GET
    @Produces(MARKDOWN + ";qs=0.5")
    @RolesAllowed({Role.Names.OPERATOR, Role.Names.USER})
    @Operation(hidden = true)
    public Response markdown(@PathParam("name") String name, @PathParam("version") String version) {
        String text = MarkdownForm.of(documents.of(name, version));
        return Response.ok(text.getBytes(StandardCharsets.UTF_8), MARKDOWN + CHARSET)
                .build();
    }
}
