package org.synapsesubnet.registrar.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synapsesubnet.api.problem.FieldError;
import org.synapsesubnet.api.problem.InvalidValue;

class SettingsSchemaTest {

    @Test
    void takesAnythingWhereThereIsNoSchema() {
        assertThat(SettingsSchema.of(Map.of()).faultsOf(Map.of("a", 1))).isEmpty();
    }

    @Test
    void namesEachFieldByItsPath() {
        SettingsSchema schema = SettingsSchema.of(Map.of(
                "$schema",
                "https://json-schema.org/draft/2020-12/schema",
                "properties",
                Map.of(
                        "slots", Map.of("type", "integer"),
                        "models", Map.of("type", "array", "items", Map.of("$ref", "#/$defs/model"))),
                "$defs",
                Map.of("model", Map.of("type", "object", "properties", Map.of("name", Map.of("type", "string"))))));

        List<FieldError> faults =
                schema.faultsOf(Map.of("slots", "two", "models", List.of(Map.of("name", "x"), Map.of("name", 7))));

        assertThat(faults)
                .extracting(FieldError::field)
                .containsExactly("configuration.models[1].name", "configuration.slots");
        assertThat(faults)
                .extracting(FieldError::message)
                .containsExactly("integer found, string expected", "string found, integer expected");
    }

    @Test
    void takesASecretForTheTextThatItStandsFor() {
        SettingsSchema schema = SettingsSchema.of(
                Map.of("properties", Map.of("token", Map.of("type", "string", "minLength", 20)), "maxProperties", 1));

        assertThat(schema.faultsOf(Map.of("token", Map.of("$secret", "short")))).isEmpty();
        assertThat(schema.faultsOf(Map.of("token", "short"))).hasSize(1);
        assertThat(schema.faultsOf(Map.of("token", Map.of("$secret", "short"), "more", 1)))
                .hasSize(1);
    }

    @Test
    void refusesWhatIsNoSchema() {
        assertThatThrownBy(() -> SettingsSchema.of(Map.of("type", "objekt")))
                .isInstanceOf(InvalidValue.class)
                .hasMessageStartingWith("settings: must be a JSON Schema");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1/s", "file:///etc/passwd", "other.json", "classpath:application"})
    void fetchesNothing(String address) {
        Map<String, @Nullable Object> nested = Map.of("properties", Map.of("a", Map.of("$ref", address)));

        assertThatThrownBy(() -> SettingsSchema.of(nested))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("$ref must lead to a place within the schema");
    }

    @Test
    void refusesAReferenceToNowhere() {
        assertThatThrownBy(() -> SettingsSchema.of(Map.of("$ref", "#/$defs/nowhere")))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("places within it");
    }

    @Test
    void knowsOneDialect() {
        assertThatThrownBy(() -> SettingsSchema.of(Map.of("$schema", "http://json-schema.org/draft-07/schema#")))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("2020-12");
    }
}
