package org.synapsesubnet.api.inference;

/**
 * What a module did since it started.
 *
 * @param requestsTotal answers that were asked for, refused ones included
 * @param failuresTotal those that were refused or failed
 * @param running answers being made
 * @param waiting requests that wait for a slot
 */
public record ModuleMetrics(
        long requestsTotal,
        long failuresTotal,
        int running,
        int waiting,
        long promptTokensTotal,
        long completionTokensTotal,
        long uptimeSeconds) {
    public ModuleMetrics {
        Demand.within("requestsTotal", requestsTotal, 0, Long.MAX_VALUE);
        Demand.within("failuresTotal", failuresTotal, 0, requestsTotal);
        Demand.within("running", running, 0, Integer.MAX_VALUE);
        Demand.within("waiting", waiting, 0, Integer.MAX_VALUE);
        Demand.within("promptTokensTotal", promptTokensTotal, 0, Long.MAX_VALUE);
        Demand.within("completionTokensTotal", completionTokensTotal, 0, Long.MAX_VALUE);
        Demand.within("uptimeSeconds", uptimeSeconds, 0, Long.MAX_VALUE);
    }
}
