package org.synapsesubnet.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginRedirectTest {
    @Test
    void goesBackToAPageOfTheConsole() {
        assertThat(LoginRedirect.after("/console/keys.xhtml?page=2")).isEqualTo("/console/keys.xhtml?page=2");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "https://evil.example/console",
                "//evil.example/console",
                "/\\evil.example",
                "/console//evil.example",
                "/console\\..\\",
                "/console/\r\nSet-Cookie: x=y",
                "javascript:alert(1)",
                "/v1/models"
            })
    void goesNowhereElse(String from) {
        assertThat(LoginRedirect.after(from)).isEqualTo("/console/");
    }
}
