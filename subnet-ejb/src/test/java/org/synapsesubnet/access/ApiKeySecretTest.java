package org.synapsesubnet.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeySecretTest {
    @Test
    void carriesThirtyTwoRandomBytes() {
        SecureRandom random = new SecureRandom();
        assertThat(ApiKeySecret.random(random).text())
                .matches("sk-syn-[A-Za-z0-9_-]{43}")
                .isNotEqualTo(ApiKeySecret.random(random).text());
    }

    @Test
    void hashesItsWholeText() {
        // printf %s sk-syn-AAAA… | sha256sum
        assertThat(new ApiKeySecret("sk-syn-" + "A".repeat(43)).sha256())
                .isEqualTo("e410a0eed996307ccc76f9eeae69fbab88cbd14b4e1a99ce81eae72e41fd7784");
    }

    @Test
    void hidesItselfInAString() {
        assertThat(new ApiKeySecret("sk-syn-" + "A".repeat(43))).hasToString("sk-syn-AAAA…");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sk-syn-", "sk-syn-short", "sk-proj-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void knowsWhatCannotBeAKey(String text) {
        assertThat(ApiKeySecret.presented(text)).isEmpty();
    }
}
