package org.synapsesubnet.registrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.synapsesubnet.registrar.Shelf.BOSS;
import static org.synapsesubnet.registrar.Shelf.assertProblem;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.api.module.ReleaseDraft;
import org.synapsesubnet.api.module.ReleasePage;
import org.synapsesubnet.api.module.ReleaseResources;
import org.synapsesubnet.api.module.ReleaseState;
import org.synapsesubnet.api.module.ReleaseStateChange;
import org.synapsesubnet.api.module.ReleaseView;
import org.synapsesubnet.api.problem.InvalidValue;

class ReleasesTest {
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
    void keepsWhatWasSaidOfARelease() {
        shelf.register("kept");
        ReleaseDraft draft = new ReleaseDraft(
                "1.2.3-rc.1",
                "sha256:" + "ab".repeat(32),
                "1.0",
                "registry/llama@sha256:ab",
                new ReleaseResources(1L << 33, 2_000, 1, 1L << 34),
                Map.of("type", "object"),
                "first");

        StoredRelease added = shelf.releases(releases -> releases.add("kept", draft, BOSS));

        StoredRelease found = shelf.releases(releases -> releases.find("kept", "1.2.3-rc.1"));
        assertThat(found).isEqualTo(added);
        assertThat(added.release())
                .isEqualTo(new ReleaseView(
                        "kept",
                        draft.version(),
                        draft.digest(),
                        draft.interfaceVersion(),
                        draft.artifact(),
                        draft.resources(),
                        draft.settings(),
                        draft.notes(),
                        ReleaseState.DRAFT,
                        null,
                        "boss",
                        Shelf.NOON,
                        Shelf.NOON));
    }

    @Test
    void refusesAVersionTwice() {
        shelf.register("twice");
        shelf.draft("twice", "1.0.0");

        assertProblem(() -> shelf.draft("twice", "1.0.0"), 409, "already has a release 1.0.0");
    }

    @Test
    void refusesADigestTwiceAndNamesItsHolder() {
        shelf.register("one");
        shelf.register("other");
        shelf.draft("one", "1.0.0");
        ReleaseDraft copy = Shelf.release("one", "1.0.0", Map.of());

        assertProblem(
                () -> shelf.releases(releases -> releases.add("other", copy, BOSS)),
                409,
                "already release 1.0.0 of one");
    }

    @Test
    void listsBySemanticVersionAndNotByText() {
        shelf.register("listed");
        for (String version : new String[] {"1.9.0", "1.10.0", "2.0.0-rc.2", "2.0.0-rc.10", "2.0.0"}) {
            shelf.draft("listed", version);
        }

        ReleasePage all = shelf.releases(releases -> releases.list("listed", 0, 50));
        ReleasePage second = shelf.releases(releases -> releases.list("listed", 1, 2));

        assertThat(all.releases())
                .extracting(ReleaseView::version)
                .containsExactly("2.0.0", "2.0.0-rc.10", "2.0.0-rc.2", "1.10.0", "1.9.0");
        assertThat(second.releases()).extracting(ReleaseView::version).containsExactly("2.0.0-rc.10", "2.0.0-rc.2");
        assertThat(second.total()).isEqualTo(5);
    }

    @Test
    void goesForwardOnly() {
        shelf.register("forward");
        shelf.published("forward", "1.0.0");
        shelf.become("forward", "1.0.0", ReleaseState.DEPRECATED);

        assertProblem(
                () -> shelf.become("forward", "1.0.0", ReleaseState.PUBLISHED),
                409,
                "is deprecated and can't become published; it can become yanked");
        shelf.become("forward", "1.0.0", ReleaseState.YANKED);
        assertProblem(() -> shelf.become("forward", "1.0.0", ReleaseState.DRAFT), 409, "it stays so");
    }

    @Test
    void publishesOnlyWhatSpeaksAnInterfaceThatIsUnderstood() {
        shelf.register("foreign");
        for (String speaks : new String[] {"1.1", "2.0", "0.9"}) {
            String version = speaks + ".0";
            ReleaseDraft known = Shelf.release("foreign", version, Map.of());
            ReleaseDraft draft =
                    new ReleaseDraft(version, known.digest(), speaks, null, ReleaseResources.UNKNOWN, Map.of(), "");
            shelf.releases(releases -> releases.add("foreign", draft, BOSS));

            assertProblem(
                    () -> shelf.become("foreign", version, ReleaseState.PUBLISHED),
                    409,
                    "speaks module interface " + speaks + "; this registrar understands 1.0 to 1.0");
        }
    }

    @Test
    void refusesAStepOnAnOldTag() {
        shelf.register("stale");
        StoredRelease draft = shelf.draft("stale", "1.0.0");
        shelf.become("stale", "1.0.0", ReleaseState.PUBLISHED);
        ReleaseStateChange yank = new ReleaseStateChange(ReleaseState.YANKED, null);

        assertProblem(
                () -> shelf.releases(releases ->
                        releases.changeState("stale", "1.0.0", yank, new ExpectedTag(Set.of(draft.tag())), BOSS)),
                412,
                "Read it again");
    }

    @Test
    void removesDraftsOnly() {
        shelf.register("removed");
        shelf.draft("removed", "1.0.0");
        shelf.published("removed", "1.1.0");

        shelf.releases(releases -> {
            releases.remove("removed", "1.0.0", ExpectedTag.ANY, BOSS);
            return true;
        });

        assertProblem(() -> shelf.releases(releases -> releases.find("removed", "1.0.0")), 404, "no release 1.0.0");
        assertProblem(
                () -> shelf.releases(releases -> {
                    releases.remove("removed", "1.1.0", ExpectedTag.ANY, BOSS);
                    return true;
                }),
                409,
                "Yank it instead");
    }

    @Test
    void goesWithItsModule() {
        shelf.register("gone");
        shelf.published("gone", "1.0.0");

        shelf.remove("gone");

        shelf.register("gone");
        assertProblem(() -> shelf.releases(releases -> releases.find("gone", "1.0.0")), 404, "no release 1.0.0");
    }

    @Test
    void takesNoWayOutOfItsSchema() {
        shelf.register("schema");

        assertThatThrownBy(() -> shelf.releases(releases -> releases.add(
                        "schema", Shelf.release("schema", "1.0.0", Map.of("$ref", "http://127.0.0.1:1/schema")), BOSS)))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("settings: $ref must lead to a place within the schema");
    }
}
