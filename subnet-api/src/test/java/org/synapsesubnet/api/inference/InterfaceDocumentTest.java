package org.synapsesubnet.api.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The document and the records say the same. */
class InterfaceDocumentTest {
    private static final JsonNode DOCUMENT = read();
    private static final List<Class<?>> TYPES = List.of(
            ModuleSettings.class,
            HealthState.class,
            HealthReport.class,
            Feature.class,
            ModelCapability.class,
            Hardware.class,
            ResourceNeeds.class,
            ModuleCapabilities.class,
            Role.class,
            Message.class,
            InferenceOptions.class,
            InferenceRequest.class,
            StopReason.class,
            InferenceResult.class,
            InferenceEvent.class,
            ModuleMetrics.class,
            ErrorCode.class,
            ModuleError.class,
            ErrorBody.class);

    @Test
    void describesTheseTypesAndNoOthers() {
        assertThat(names(schemas()))
                .containsExactlyInAnyOrderElementsOf(
                        TYPES.stream().map(Class::getSimpleName).toList());
    }

    @Test
    void describesTheMethodsOfTheInterfaceUnderItsPath() {
        Set<String> operations = new LinkedHashSet<>();
        DOCUMENT.path("paths").properties().forEach(path -> {
            assertThat(path.getKey()).startsWith(InferenceModule.PATH + "/");
            path.getValue()
                    .forEach(operation ->
                            operations.add(operation.path("operationId").asText()));
        });

        assertThat(operations)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(InferenceModule.class.getDeclaredMethods())
                        .map(Method::getName)
                        .toList());
    }

    @Test
    void hasTheVersionOfTheClasses() {
        assertThat(DOCUMENT.path("info").path("version").asText()).isEqualTo(InterfaceVersion.CURRENT.toString());
        assertThat(InferenceModule.PATH).endsWith("/v" + InterfaceVersion.CURRENT.major());
    }

    static Stream<Class<?>> records() {
        return TYPES.stream().filter(Class::isRecord);
    }

    static Stream<Class<?>> enums() {
        return TYPES.stream().filter(Class::isEnum);
    }

    @ParameterizedTest
    @MethodSource("records")
    void hasTheFieldsOfEachRecordWithTheirTypes(Class<?> type) {
        Map<String, String> fields = new TreeMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            fields.put(component.getName(), typeOf(component.getGenericType()));
        }
        Map<String, String> described = new TreeMap<>();
        schemas()
                .path(type.getSimpleName())
                .path("properties")
                .properties()
                .forEach(property -> described.put(property.getKey(), typeOf(property.getValue())));

        assertThat(described).isEqualTo(fields);
    }

    @ParameterizedTest
    @MethodSource("records")
    void requiresWhatTheRecordDoes(Class<?> type) {
        Set<String> optional = new LinkedHashSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            boolean list = List.class.isAssignableFrom(component.getType())
                    && !(type == InferenceRequest.class || type == ModuleCapabilities.class);
            if (list || component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                optional.add(component.getName());
            }
        }
        Set<String> fields = names(schemas().path(type.getSimpleName()).path("properties"));
        fields.removeAll(optional);

        assertThat(schemas().path(type.getSimpleName()).path("required"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(fields);
    }

    @ParameterizedTest
    @MethodSource("enums")
    void hasTheWordsOfEachEnum(Class<?> type) {
        assertThat(schemas().path(type.getSimpleName()).path("enum"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(Arrays.stream(type.getEnumConstants())
                        .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                        .toList());
    }

    private static String typeOf(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class
                    ? "array of " + typeOf(generic.getActualTypeArguments()[0])
                    : "object";
        }
        return switch (((Class<?>) type).getSimpleName()) {
            case "String" -> "string";
            case "int", "long", "Integer", "Long" -> "integer";
            case "Double" -> "number";
            case "Boolean" -> "boolean";
            default -> ((Class<?>) type).getSimpleName();
        };
    }

    private static String typeOf(JsonNode schema) {
        if (schema.has("$ref")) {
            return schema.path("$ref").asText().replace("#/components/schemas/", "");
        }
        String type = schema.path("type").asText();
        return type.equals("array") ? "array of " + typeOf(schema.path("items")) : type;
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new LinkedHashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode schemas() {
        return DOCUMENT.path("components").path("schemas");
    }

    private static JsonNode read() {
        try (InputStream document = InferenceModule.class.getResourceAsStream("module-interface.json")) {
            return new ObjectMapper().readTree(document);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
