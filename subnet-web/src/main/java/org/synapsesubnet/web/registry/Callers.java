package org.synapsesubnet.web.registry;

import jakarta.servlet.http.HttpServletRequest;
import org.synapsesubnet.access.Caller;

/** Who sends a request. */
final class Callers {
    private Callers() {}

    static Caller of(HttpServletRequest request) {
        return (Caller) request.getAttribute(Caller.ATTRIBUTE);
    }
}
