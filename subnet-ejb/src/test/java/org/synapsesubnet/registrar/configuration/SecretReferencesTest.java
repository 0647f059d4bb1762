package org.synapsesubnet.registrar.configuration;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synapsesubnet.api.problem.InvalidValue;

class SecretReferencesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"password", "dbPassword", "API_TOKEN", "client-secret", "apiKey", "private_key", "credentials"})
    void refusesATextUnderAKeyThatNamesASecret(String key) {
        assertThatThrownBy(() -> SecretReferences.requireNoSecret(Map.of("list", List.of(Map.of(key, "s3cr3t")))))
                .isInstanceOf(InvalidValue.class)
                .hasMessageStartingWith("configuration.list[0]." + key)
                .hasMessageNotContaining("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"max_tokens", "tokenizer", "keyboard", "passage", "secretary"})
    void leavesOtherKeysAlone(String key) {
        assertThatCode(() -> SecretReferences.requireNoSecret(Map.of(key, "plain")))
                .doesNotThrowAnyException();
    }

    @Test
    void leavesNumbersAndEmptyTextsAlone() {
        assertThatCode(() -> SecretReferences.requireNoSecret(Map.of("token", 7, "password", "")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Upper", "a b", "-first"})
    void refusesAReferenceWithoutAName(String name) {
        assertThatThrownBy(() -> SecretReferences.requireNoSecret(Map.of("token", Map.of("$secret", name))))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("configuration.token");
    }

    @Test
    void refusesAReferenceWithAValueBesideIt() {
        assertThatThrownBy(() ->
                        SecretReferences.requireNoSecret(Map.of("x", Map.of("$secret", "name", "value", "s3cr3t"))))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("has nothing but $secret");
    }
}
