package org.synapsesubnet.miner.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.synapsesubnet.api.fleet.FleetModelDraft;
import org.synapsesubnet.api.problem.InvalidValue;

class ModelNameTest {

    private static final ModelName TINY = ModelName.of("tiny");

    @ParameterizedTest
    @CsvSource({
        "tiny, tiny:latest",
        "tiny:1b, tiny:1b",
        "library/tiny, tiny:latest",
        "registry.ollama.ai/library/tiny:1, tiny:1",
        "registry.ollama.ai/team/tiny, team/tiny:latest",
        "team/tiny, team/tiny:latest",
        "127.0.0.1:5000/team/tiny, 127.0.0.1:5000/team/tiny:latest",
        "127.0.0.1:5000/library/tiny:1, 127.0.0.1:5000/library/tiny:1",
        "http://127.0.0.1:5000/team/tiny:1, 127.0.0.1:5000/team/tiny:1"
    })
    void isWhatAnEngineLists(String said, String listed) {
        assertThat(ModelName.of(said)).hasToString(listed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../x", "a/b/c/d", "tiny:", ":1", "a b", "/tiny", "tiny:1/2"})
    void isNothingElse(String said) {
        assertThatThrownBy(() -> ModelName.of(said)).isInstanceOf(InvalidValue.class);
    }

    @Test
    void aVariantUnderTheNameOfWhatItIsMadeOfIsRefused() {
        assertThatThrownBy(() -> ModelViews.model("m", TINY, draft("tiny", null, null, null, 512), true, 1))
                .hasMessageStartingWith("name: must differ from pull");
    }

    @Test
    void whatCannotBeHadTogetherIsRefused() {
        assertThatThrownBy(() -> ModelViews.model("m", TINY, draft("a", "sha256:0", null, null, null), true, 1))
                .hasMessageStartingWith("pull: at most one");
        assertThatThrownBy(() -> ModelViews.model("m", TINY, draft(null, null, "a", "1".repeat(64), null), true, 1))
                .hasMessageStartingWith("digest: is only for a model that is pulled");
        assertThatThrownBy(() -> ModelViews.model("m", TINY, draft(null, null, null, null, 5), true, 1))
                .hasMessageStartingWith("pull: one of pull, blob and from is needed");
        assertThatThrownBy(() -> ModelViews.model("m", TINY, draft("x", null, null, "12", null), true, 1))
                .hasMessageStartingWith("digest: '12' must be 64 hexadecimal digits");
    }

    @Test
    void modelsThatContradictEachOtherAreRefused() {
        WantedModel one =
                ModelViews.model("m", ModelName.of("one"), draft("r/t/x", null, null, "1".repeat(64), 9), false, 1);
        WantedModel two =
                ModelViews.model("m", ModelName.of("two"), draft("r/t/x", null, null, "2".repeat(64), 8), false, 1);
        WantedModel child = ModelViews.model("m", ModelName.of("a"), draft(null, null, "b", null, null), false, 1);
        WantedModel parent = ModelViews.model("m", ModelName.of("b"), draft(null, null, "a", null, null), false, 1);

        assertThatThrownBy(() -> new ModelConflicts(List.of(one), two.name()).refuse(two))
                .hasMessageContaining("as model one:latest pulls the same");
        assertThatThrownBy(() -> new ModelConflicts(List.of(parent), child.name()).refuse(child))
                .hasMessageContaining("in a circle");
        new ModelConflicts(List.of(one, parent), one.name()).refuse(one);
    }

    @Test
    void faultsHaveNamesThatComeBack() {
        for (ModelFault fault : ModelFault.values()) {
            assertThat(ModelFault.of(fault.text())).isEqualTo(fault);
        }
        assertThat(ModelViews.view(
                                ModelViews.model("m", TINY, draft("tiny", null, null, null, null), true, 1),
                                Optional.empty())
                        .state())
                .isEqualTo("waiting");
    }

    private static FleetModelDraft draft(
            @Nullable String pull,
            @Nullable String blob,
            @Nullable String from,
            @Nullable String digest,
            @Nullable Integer context) {
        return new FleetModelDraft(pull, blob, from, digest, context, null, null, null, null, null);
    }
}
