package org.synapsesubnet.web.security;

import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Holds REST methods to the permission that they declare. The servers enforce {@code @RolesAllowed} on beans of some
 * kinds only, and each on others; this filter asks the container for the role and refuses in the face's own shape.
 */
@Provider
@Priority(Priorities.AUTHORIZATION - 1) // before Payara's own, which refuses in no face's shape
public class PermissionFilter implements ContainerRequestFilter {
    private final ConcurrentMap<Method, Permission> known = new ConcurrentHashMap<>();

    @Context
    private ResourceInfo target;

    @Context
    private HttpServletRequest request;

    @Override
    public void filter(ContainerRequestContext exchange) {
        Class<?> resource = target.getResourceClass();
        Permission permission =
                known.computeIfAbsent(target.getResourceMethod(), method -> Permission.of(resource, method));
        // Not asked of the request: what is injected here is a proxy that looks its target up at each call.
        if (!permission.allows(exchange.getSecurityContext()::isUserInRole)) {
            Face face = Face.of(request);
            Refusal refusal = request.getUserPrincipal() == null
                    ? face.unauthenticated(request.getRequestURI(), "An API key is needed.")
                    : face.forbidden(request.getRequestURI());
            exchange.abortWith(refusal.asResponse());
        }
    }
}
