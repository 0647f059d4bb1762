package org.synapsesubnet.web.ops;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The application's figures as Prometheus text, at the same path on every server. */
@Path("/prometheus")
@ApplicationScoped
@Tag(name = "Operations")
@PermitAll
public class PrometheusResource {

    @Inject
    private PrometheusMeterRegistry figures;

    @GET
    @Produces("text/plain; version=0.0.4; charset=utf-8")
    @Operation(summary = "The application's figures in the Prometheus text format")
    public String scrape() {
        return figures.scrape();
    }
}
