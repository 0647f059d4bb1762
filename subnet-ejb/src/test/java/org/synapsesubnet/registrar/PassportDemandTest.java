package org.synapsesubnet.registrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.synapsesubnet.registrar.Shelf.BOSS;
import static org.synapsesubnet.registrar.Shelf.NOON;
import static org.synapsesubnet.registrar.Shelf.assertProblem;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.api.module.ReleaseState;
import org.synapsesubnet.api.module.ReleaseStateChange;

/** What is published where {@code synapse.registrar.require-passport} is on. */
class PassportDemandTest {
    private final Shelf shelf = new Shelf();

    @BeforeEach
    void draft() {
        shelf.register("llama");
        shelf.draft("llama", "1.0.0");
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    @Test
    void aReleaseThatWasNeverVerifiedIsRefused() {
        assertProblem(() -> become(ReleaseState.PUBLISHED), 409, "has no passed passport");
    }

    @Test
    void soIsOneWhosePassportSaysNo() {
        passport(false);

        assertProblem(() -> become(ReleaseState.PUBLISHED), 409, "has no passed passport");
    }

    @Test
    void oneThatPassedIsPublishedAndStaysSo() {
        passport(true);

        become(ReleaseState.PUBLISHED);

        shelf.on(entities ->
                entities.createNativeQuery("delete from release_passport").executeUpdate());
        assertThat(become(ReleaseState.PUBLISHED).release().state()).isEqualTo(ReleaseState.PUBLISHED);
    }

    @Test
    void oneThatIsNotToBeUsedNeedsNone() {
        assertThat(become(ReleaseState.YANKED).release().state()).isEqualTo(ReleaseState.YANKED);
    }

    private StoredRelease become(ReleaseState state) {
        return shelf.on(entities -> new Releases(entities, () -> NOON, true)
                .changeState("llama", "1.0.0", new ReleaseStateChange(state, null), ExpectedTag.ANY, BOSS));
    }

    private void passport(boolean passed) {
        UUID verification = UUID.randomUUID();
        shelf.on(entities ->
                entities.createNativeQuery("""
                        insert into release_verification (id, release_id, state, node, started_by, started_at)
                        select :id, id, 'passed', 'here', 'boss', created_at from module_release""").setParameter("id", verification).executeUpdate());
        shelf.on(entities -> entities.createNativeQuery("""
                        insert into release_passport (release_id, verification_id, passed, passport, signature, issued_at)
                        select id, :id, :passed, '{}', '{}', created_at from module_release""")
                .setParameter("id", verification)
                .setParameter("passed", passed)
                .executeUpdate());
    }
}
