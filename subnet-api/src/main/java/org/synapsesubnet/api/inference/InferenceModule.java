package org.synapsesubnet.api.inference;

import java.io.IOException;

/**
 * What every module can do. Over HTTP the same five are
 *
 * <pre>
 * POST /module/v1/initialize     {@link ModuleSettings}   → {@link HealthReport}
 * GET  /module/v1/health                                  → {@link HealthReport}; 503 while starting or unhealthy
 * GET  /module/v1/capabilities                            → {@link ModuleCapabilities}
 * POST /module/v1/inference      {@link InferenceRequest} → {@link InferenceResult}, or {@link InferenceEvent}s line by line
 * GET  /module/v1/metrics                                 → {@link ModuleMetrics}
 * </pre>
 *
 * and a refusal is an {@link ErrorBody} with the status of its {@link ErrorCode}. All calls may come at once.
 */
public interface InferenceModule {
    /** Path before the five; the number is the interface's major version. */
    String PATH = "/module/v1";

    /**
     * Takes the settings and gets ready; doing so again with the same ones changes nothing.
     *
     * @throws ModuleException when the settings aren't acceptable
     */
    HealthReport initialize(ModuleSettings settings) throws ModuleException;

    /** Answers within two seconds whatever else goes on. */
    HealthReport healthCheck();

    /** The same each time as long as no model comes or goes. */
    ModuleCapabilities getCapabilities();

    /**
     * Makes one answer.
     *
     * @param pieces gets the text as it comes; together its pieces are the result's text
     * @throws ModuleException when the request is refused or fails
     * @throws IOException when a piece couldn't be handed on: nobody wants the answer any more
     */
    InferenceResult runInference(InferenceRequest request, PieceListener pieces) throws ModuleException, IOException;

    /** What this module did since it started. */
    ModuleMetrics getMetrics();
}
