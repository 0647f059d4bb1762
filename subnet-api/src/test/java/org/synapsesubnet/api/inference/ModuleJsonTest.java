package org.synapsesubnet.api.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModuleJsonTest {

    @Test
    void bringsARequestThereAndBack() throws ModuleException {
        InferenceRequest request = new InferenceRequest(
                "tiny",
                List.of(new Message(Role.SYSTEM, ""), new Message(Role.USER, "ä")),
                new InferenceOptions(8, 0.5, (1L << 53) - 1, List.of("\n")),
                true);

        byte[] json = ModuleJson.write(request);

        assertThat(new String(json, StandardCharsets.UTF_8)).isEqualTo("""
                {"model":"tiny","messages":[{"role":"system","content":""},{"role":"user","content":"ä"}],\
                "options":{"maxTokens":8,"temperature":0.5,"seed":9007199254740991,"stop":["\\n"]},"stream":true}""");
        assertThat(ModuleJson.read(json, InferenceRequest.class)).isEqualTo(request);
    }

    @Test
    void ignoresFieldsOfNewerMinorVersions() throws ModuleException {
        assertThat(read("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"\",\"new\":1}],\"new\":[]}")
                        .model())
                .isEqualTo("m");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|model",
                "{\"model\":7,\"messages\":[]}|model",
                "{\"model\":\"m\",\"messages\":[]}|messages",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"\"},{\"role\":\"king\",\"content\":\"\"}]}"
                        + "|messages[1].role",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\"}]}|messages[0].content",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"\"}],\"options\":{\"maxTokens\":0}}"
                        + "|options.maxTokens",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"\"}],\"options\":{\"maxTokens\":\"8\"}}"
                        + "|options.maxTokens"
            })
    void namesTheFieldAtFault(String json, String field) {
        assertThatThrownBy(() -> read(json)).isInstanceOfSatisfying(ModuleException.class, e -> {
            assertThat(e.error().code()).isEqualTo(ErrorCode.INVALID_INPUT);
            assertThat(e.error().field()).isEqualTo(field);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{", "[]", "null", "{} {}", "``"})
    void refusesWhatIsNoObject(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(ModuleException.class);
    }

    @ParameterizedTest
    @CsvSource({"1.0,true", "1.1,false", "2.0,false", "0.9,false"})
    void understandsModulesOfItsMajorVersionThatAreNotNewer(String module, boolean understood) {
        assertThat(InterfaceVersion.CURRENT.understands(InterfaceVersion.parse(module)))
                .isEqualTo(understood);
    }

    private static InferenceRequest read(String json) throws ModuleException {
        return ModuleJson.read(json.getBytes(StandardCharsets.UTF_8), InferenceRequest.class);
    }
}
