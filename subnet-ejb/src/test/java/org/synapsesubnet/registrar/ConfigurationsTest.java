package org.synapsesubnet.registrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.synapsesubnet.registrar.Shelf.BOSS;
import static org.synapsesubnet.registrar.Shelf.assertProblem;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.api.module.ConfigurationChange;
import org.synapsesubnet.api.module.ConfigurationRevision;
import org.synapsesubnet.api.module.ConfigurationRollback;
import org.synapsesubnet.api.module.ModuleUpdate;
import org.synapsesubnet.api.module.ReleaseState;
import org.synapsesubnet.api.problem.FieldError;
import org.synapsesubnet.api.problem.InvalidValue;
import org.synapsesubnet.api.problem.ProblemException;

class ConfigurationsTest {
    private static final Map<String, @Nullable Object> SLOTS = Map.of(
            "type",
            "object",
            "properties",
            Map.of("slots", Map.of("type", "integer", "minimum", 1)),
            "required",
            List.of("slots"));
    private static Shelf shelf;

    @BeforeAll
    static void open() {
        shelf = new Shelf();
    }

    @AfterAll
    static void close() {
        shelf.close();
    }

    @Test
    void refusesWhatTheStableReleaseDoesNotTakeAndNamesTheField() {
        shelf.register("checked");
        release("checked", "1.0.0", SLOTS);
        shelf.point("checked", "stable", "1.0.0", false);
        release("checked", "2.0.0", Map.of());

        assertThatThrownBy(() -> configure("checked", Map.of("slots", 0)))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem().status()).isEqualTo(400);
                    assertThat(e.problem().detail()).contains("release 1.0.0");
                    assertThat(e.problem().errors())
                            .extracting(FieldError::field)
                            .containsExactly("configuration.slots");
                });
        assertThat(configure("checked", Map.of("slots", 4)).module().configuration())
                .containsEntry("slots", 4);
    }

    @Test
    void asksTheHighestPublishedReleaseWhereNothingIsStable() {
        shelf.register("newest");
        release("newest", "1.9.0", Map.of());
        release("newest", "1.10.0", SLOTS);
        shelf.releases(
                releases -> releases.add("newest", Shelf.release("newest", "3.0.0", Map.of("type", "object")), BOSS));

        assertProblem(() -> configure("newest", Map.of()), 400, "release 1.10.0");
        shelf.become("newest", "1.10.0", ReleaseState.DEPRECATED);
        configure("newest", Map.of());
    }

    @Test
    void keepsEveryRevisionWithItsWriter() {
        shelf.register("kept");
        configure("kept", Map.of("a", 1));
        configure("kept", Map.of("a", 1));
        configure("kept", Map.of("a", 2));

        List<ConfigurationRevision> history =
                shelf.configurations(all -> all.history("kept", 0, 10)).revisions();

        assertThat(history)
                .extracting(ConfigurationRevision::number, ConfigurationRevision::configuration)
                .containsExactly(tuple(3L, Map.of("a", 2)), tuple(2L, Map.of("a", 1)), tuple(1L, Map.of()));
        assertThat(history).allMatch(revision -> revision.by().equals("boss"));
    }

    @Test
    void showsInWhichPlacesTwoRevisionsDiffer() {
        shelf.register("differs");
        configure("differs", Map.of("gone", true, "deep", Map.of("a/b", List.of(1, 2))));
        configure("differs", Map.of("new", 1, "deep", Map.of("a/b", List.of(1, 3, 4))));

        assertThat(shelf.configurations(all -> all.difference("differs", 2, 3)).changes())
                .containsExactly(
                        ConfigurationChange.changed("/deep/a~1b/1", 2, 3),
                        ConfigurationChange.added("/deep/a~1b/2", 4),
                        ConfigurationChange.removed("/gone", true),
                        ConfigurationChange.added("/new", 1));
    }

    @Test
    void rollsBackToWhatTheReleaseStillTakes() {
        StoredModule begun = shelf.register("back");
        configure("back", Map.of("slots", 2));
        release("back", "1.0.0", SLOTS);
        configure("back", Map.of("slots", 3));

        StoredModule restored = restore("back", 2, ExpectedTag.ANY);

        assertThat(restored.module().configuration()).containsEntry("slots", 2);
        assertThat(shelf.configurations(all -> all.find("back", 4)).restored()).isEqualTo(2);
        assertProblem(() -> restore("back", 1, ExpectedTag.ANY), 400, "isn't what release 1.0.0 takes");
        assertProblem(() -> restore("back", 9, ExpectedTag.ANY), 404, "no revision 9");
        assertProblem(() -> restore("back", 2, new ExpectedTag(Set.of(begun.tag()))), 412, "Read it again");
    }

    @Test
    void keepsNoSecrets() {
        shelf.register("secretive");

        assertThatThrownBy(() -> configure("secretive", Map.of("upstream", Map.of("apiToken", "hunter2"))))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("configuration.upstream.apiToken")
                .hasMessageNotContaining("hunter2");
        configure("secretive", Map.of("upstream", Map.of("apiToken", Map.of("$secret", "upstream-token"))));
    }

    private static void release(String module, String version, Map<String, @Nullable Object> settings) {
        shelf.releases(releases -> releases.add(module, Shelf.release(module, version, settings), BOSS));
        shelf.become(module, version, ReleaseState.PUBLISHED);
    }

    private static StoredModule configure(String module, Map<String, @Nullable Object> configuration) {
        return shelf.modules(modules ->
                modules.replace(module, new ModuleUpdate(null, null, "", configuration), ExpectedTag.ANY, BOSS));
    }

    private static StoredModule restore(String module, long revision, ExpectedTag expected) {
        return shelf.modules(modules -> modules.restore(module, new ConfigurationRollback(revision), expected, BOSS));
    }
}
