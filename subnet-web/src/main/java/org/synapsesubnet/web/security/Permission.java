package org.synapsesubnet.web.security;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a REST method demands of its caller: the annotation on the method, else on its class. None at all is a refusal.
 *
 * @param open whether anybody may call it
 * @param roles one of which is enough where it isn't open
 */
record Permission(boolean open, Set<String> roles) {
    private static final Permission NOBODY = new Permission(false, Set.of());
    private static final Permission ANYBODY = new Permission(true, Set.of());

    Permission {
        roles = Set.copyOf(roles);
    }

    static Permission of(Class<?> resource, Method method) {
        Optional<Permission> declared = declaredOn(method);
        for (Class<?> type = resource; declared.isEmpty() && isKnown(type); type = type.getSuperclass()) {
            declared = declaredOn(type);
        }
        return declared.orElse(NOBODY);
    }

    /** @param hasRole whether the caller has a role */
    boolean allows(Predicate<String> hasRole) {
        return open || roles.stream().anyMatch(hasRole);
    }

    /** A container may hand in a subclass of its own making, which has no annotations. */
    private static boolean isKnown(@Nullable Class<?> type) {
        return type != null && type != Object.class;
    }

    private static Optional<Permission> declaredOn(AnnotatedElement element) {
        if (element.isAnnotationPresent(DenyAll.class)) {
            return Optional.of(NOBODY);
        }
        if (element.isAnnotationPresent(PermitAll.class)) {
            return Optional.of(ANYBODY);
        }
        return Optional.ofNullable(element.getAnnotation(RolesAllowed.class))
                .map(allowed -> new Permission(false, Set.of(allowed.value())));
    }
}
