package org.synapsesubnet.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class PermissionTest {
    private static final Predicate<String> NO_ROLE = role -> false;
    private static final Predicate<String> USER = "user"::equals;

    @RolesAllowed("operator")
    static class ForOperators {
        void inherits() {}

        @RolesAllowed({"operator", "user"})
        void forUsersToo() {}

        @PermitAll
        void open() {}

        @DenyAll
        void closed() {}
    }

    static class MadeByAContainer extends ForOperators {}

    static class Forgetful {
        void undeclared() {}
    }

    @Test
    void takesTheMethodsBeforeTheClasss() throws NoSuchMethodException {
        assertThat(permission(ForOperators.class, "forUsersToo").allows(USER)).isTrue();
        assertThat(permission(ForOperators.class, "inherits").allows(USER)).isFalse();
        assertThat(permission(ForOperators.class, "inherits").allows("operator"::equals))
                .isTrue();
    }

    @Test
    void letsAnybodyInWhereItIsOpen() throws NoSuchMethodException {
        assertThat(permission(ForOperators.class, "open").allows(NO_ROLE)).isTrue();
    }

    @Test
    void letsNobodyInWhereItIsClosedOrForgotten() throws NoSuchMethodException {
        assertThat(permission(ForOperators.class, "closed").allows(role -> true))
                .isFalse();
        assertThat(permission(Forgetful.class, "undeclared").allows(role -> true))
                .isFalse();
    }

    @Test
    void seesThroughAContainersSubclass() throws NoSuchMethodException {
        Permission permission = Permission.of(MadeByAContainer.class, ForOperators.class.getDeclaredMethod("inherits"));

        assertThat(permission.allows("operator"::equals)).isTrue();
        assertThat(permission.allows(USER)).isFalse();
    }

    private static Permission permission(Class<?> resource, String method) throws NoSuchMethodException {
        return Permission.of(resource, resource.getDeclaredMethod(method));
    }
}
