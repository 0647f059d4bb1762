package org.synapsesubnet.registrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.synapsesubnet.registrar.Shelf.BOSS;
import static org.synapsesubnet.registrar.Shelf.assertProblem;

import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.api.module.ChannelMove;
import org.synapsesubnet.api.module.ChannelTarget;
import org.synapsesubnet.api.module.ChannelView;
import org.synapsesubnet.api.module.ReleaseState;
import org.synapsesubnet.api.problem.InvalidValue;

class ChannelsTest {
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
    void pointsAtPublishedReleasesAndKeepsItsHistory() {
        module("moved", "1.0.0", "1.1.0");
        shelf.point("moved", "beta", "1.0.0", false);
        shelf.point("moved", "beta", "1.1.0", false);
        shelf.point("moved", "beta", "1.1.0", false);

        assertThat(shelf.channels(channels -> channels.list("moved")).channels())
                .extracting(ChannelView::name, ChannelView::version)
                .containsExactly(tuple("beta", "1.1.0"));
        assertThat(shelf.channels(channels -> channels.history("moved", "beta", 0, 10))
                        .moves())
                .extracting(ChannelMove::from, ChannelMove::to)
                .containsExactlyInAnyOrder(tuple(null, "1.0.0"), tuple("1.0.0", "1.1.0"));
    }

    @Test
    void refusesWhatMayNotBeRun() {
        shelf.register("unfit");
        shelf.draft("unfit", "1.0.0");
        shelf.published("unfit", "0.9.0");
        shelf.become("unfit", "0.9.0", ReleaseState.DEPRECATED);
        shelf.published("unfit", "0.8.0");
        shelf.become("unfit", "0.8.0", ReleaseState.YANKED);

        assertProblem(() -> shelf.point("unfit", "beta", "1.0.0", false), 409, "is draft; a channel can't point at it");
        assertProblem(() -> shelf.point("unfit", "beta", "0.8.0", true), 409, "is yanked; a channel can't point at it");
        assertProblem(() -> shelf.point("unfit", "beta", "0.9.0", false), 409, "only with \"rollback\": true");
        assertProblem(() -> shelf.point("unfit", "beta", "7.0.0", false), 404, "no release 7.0.0");
        assertThat(shelf.point("unfit", "beta", "0.9.0", true).channel().version())
                .isEqualTo("0.9.0");
    }

    @Test
    void letsStableGoBackOnlyWhenAskedTo() {
        module("steady", "1.9.0", "1.10.0");
        shelf.point("steady", "stable", "1.10.0", false);
        shelf.point("steady", "beta", "1.10.0", false);

        assertProblem(
                () -> shelf.point("steady", "stable", "1.9.0", false), 409, "stands at 1.10.0 and 1.9.0 is lower");
        assertThat(shelf.point("steady", "stable", "1.9.0", true).channel().version())
                .isEqualTo("1.9.0");
        assertThat(shelf.point("steady", "beta", "1.9.0", false).channel().version())
                .isEqualTo("1.9.0");
    }

    @Test
    void holdsWhatItPointsAt() {
        module("held", "1.0.0");
        shelf.point("held", "stable", "1.0.0", false);
        shelf.point("held", "beta", "1.0.0", false);

        assertProblem(
                () -> shelf.become("held", "1.0.0", ReleaseState.YANKED),
                409,
                "Release 1.0.0 is used by channel beta, channel stable.");
        assertProblem(() -> shelf.remove("held"), 409, "Module held is used by channel beta, channel stable.");

        remove("held", "stable");
        remove("held", "beta");
        assertThat(shelf.become("held", "1.0.0", ReleaseState.YANKED).release().state())
                .isEqualTo(ReleaseState.YANKED);
        shelf.remove("held");
    }

    @Test
    void namesADeploymentThatUsesAModule() {
        module("deployed", "1.0.0");
        shelf.on(entities -> {
            ReleaseShelf rows = new ReleaseShelf(entities);
            Release release = rows.find(rows.module("deployed"), "1.0.0").orElseThrow();
            new Usages(entities).add(release.id(), UsageKind.DEPLOYMENT, "miners-a", Shelf.NOON);
            return true;
        });

        assertProblem(() -> shelf.remove("deployed"), 409, "used by deployment miners-a");
    }

    @Test
    void refusesAWriterWithAnOldTag() {
        module("tagged", "1.0.0", "1.1.0", "1.2.0");
        StoredChannel first = shelf.point("tagged", "beta", "1.0.0", false);
        shelf.point("tagged", "beta", "1.1.0", false);

        assertProblem(
                () -> shelf.channels(channels -> channels.point(
                        "tagged",
                        "beta",
                        new ChannelTarget("1.2.0", false, null),
                        new ExpectedTag(Set.of(first.tag())),
                        BOSS)),
                412,
                "Read it again");
    }

    @Test
    void hasNamesWithinTheirLimits() {
        module("named", "1.0.0");

        assertThat(shelf.point("named", "a".repeat(32), "1.0.0", false)
                        .channel()
                        .name())
                .hasSize(32);
        for (String name : new String[] {"", "a".repeat(33), "Stable", "a/b"}) {
            assertThatThrownBy(() -> shelf.point("named", name, "1.0.0", false)).isInstanceOf(InvalidValue.class);
        }
    }

    private static void module(String name, String... versions) {
        shelf.register(name);
        for (String version : versions) {
            shelf.published(name, version);
        }
    }

    private static void remove(String module, String channel) {
        shelf.channels(channels -> {
            channels.remove(module, channel, ExpectedTag.ANY, BOSS);
            return true;
        });
    }
}
