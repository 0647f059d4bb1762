package org.synapsesubnet.web.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synapsesubnet.api.module.ModuleDraft;
import org.synapsesubnet.api.module.ModuleType;
import org.synapsesubnet.api.problem.FieldError;
import org.synapsesubnet.api.problem.Problem;
import org.synapsesubnet.api.problem.ProblemException;

class JsonBodyTest {
    @Test
    void bindsARecord() throws IOException {
        ModuleDraft draft = read("{\"name\":\"abc\",\"type\":\"docker\",\"configuration\":{\"n\":[1,null]}}");

        assertThat(draft.type()).isEqualTo(ModuleType.DOCKER);
        assertThat(draft.description()).isEmpty();
        assertThat(draft.configuration()).containsOnlyKeys("n");
    }

    @Test
    void tellsWhereJsonIsMalformed() {
        Problem problem = refused("{\n  \"name\": }");

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.type()).hasToString("urn:synapse:problem:malformed-json");
        assertThat(problem.detail()).contains("line 2, column 11");
        assertThat(refused("{\"configuration\":{\"x\":[}}").detail()).contains("line 1, column 24");
    }

    @Test
    void namesAnUnknownField() {
        assertThat(refused("{\"name\":\"abc\",\"type\":\"docker\",\"colour\":1}")
                        .errors())
                .containsExactly(new FieldError("colour", "there is no such field"));
    }

    @Test
    void namesAMisspeltFieldBesideTheMissingOne() {
        assertThat(refused("{\"nam\":\"abc\",\"type\":\"docker\"}").errors())
                .extracting(FieldError::field)
                .containsExactly("nam", "name");
    }

    @Test
    void namesAFieldOfTheWrongType() {
        assertThat(refused("{\"name\":5,\"type\":\"docker\"}").errors())
                .containsExactly(new FieldError("name", "must be a text"));
        assertThat(refused("{\"name\":\"abc\",\"type\":\"docker\",\"configuration\":[]}")
                        .errors())
                .containsExactly(new FieldError("configuration", "must be an object"));
        assertThat(refused("{\"name\":\"abc\",\"type\":\"fortran\"}").errors())
                .containsExactly(new FieldError("type", "must be one of docker, native, python, remote"));
        assertThat(refused("{\"name\":\"abc\",\"type\":0}").errors())
                .containsExactly(new FieldError("type", "must be one of docker, native, python, remote"));
    }

    @Test
    void namesAFieldWhoseValueIsRefused() {
        assertThat(refused("{\"name\":\"../etc\",\"type\":\"docker\"}").errors())
                .extracting(FieldError::field)
                .containsExactly("name");
        assertThat(refused("{\"name\":\"abc\"}").errors())
                .extracting(FieldError::field)
                .containsExactly("type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"text\"",
                "12",
                "{",
                "{}}",
                "{\"name\":\"abc\",\"name\":\"abd\"}",
                "{\"name\":\"abc\",\"type\":\"docker\"} trailing",
                "nul",
                "\u0000"
            })
    void refusesWhatIsNotOneObject(String body) {
        assertThat(refused(body).status()).isEqualTo(400);
    }

    @Test
    void refusesDeepNesting() {
        assertThat(refused("{\"configuration\":{\"x\":" + "[".repeat(100_000)).detail())
                .contains("nested too deeply");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":{}}",
                "{\"type\":[]}",
                "{\"description\":true}",
                "{\"configuration\":7}",
                "{\"name\": tru}"
            })
    void namesNoClass(String body) {
        assertThat(Json.write(refused(body))).doesNotContain("org.", "java.", "Exception", "jackson");
    }

    @Test
    void leavesEmptyMembersOut() {
        assertThat(Json.write(Problem.of("x", "X", 404, null)))
                .isEqualTo("{\"type\":\"urn:synapse:problem:x\",\"title\":\"X\",\"status\":404}");
    }

    @Test
    void keepsNullsOfAConfiguration() {
        assertThat(Json.write(Map.of("list", List.of()))).isEqualTo("{\"list\":[]}");
        assertThat(Json.write(Collections.singletonMap("none", null))).isEqualTo("{\"none\":null}");
    }

    private static ModuleDraft read(String body) throws IOException {
        return JsonBody.read(body.getBytes(StandardCharsets.UTF_8), ModuleDraft.class);
    }

    private static Problem refused(String body) {
        return catchThrowableOfType(ProblemException.class, () -> read(body)).problem();
    }
}
