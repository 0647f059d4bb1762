package org.synapsesubnet.web.rest;

import jakarta.servlet.http.HttpServletRequest;
import org.synapsesubnet.access.Caller;

/** Who sends a request. */
public final class Callers {
    private Callers() {}

    public static Caller of(HttpServletRequest request) {
        return (Caller) request.getAttribute(Caller.ATTRIBUTE);
    }
}
