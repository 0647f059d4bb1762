package org.synapsesubnet.registrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.synapsesubnet.registrar.Shelf.BOSS;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.api.module.ChannelMove;
import org.synapsesubnet.api.module.ModuleUpdate;
import org.synapsesubnet.api.module.ReleaseState;
import org.synapsesubnet.api.problem.ProblemException;

class ReleasesConcurrencyTest {
    private static final int WRITERS = 32;
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
    void letsOneOfThirtyTwoAddAVersion() throws Exception {
        shelf.register("contested");

        List<Integer> statuses = atOnce(writer -> shelf.draft("contested", "1.0.0"));

        assertThat(statuses).containsOnlyOnce(200);
        assertThat(statuses.stream().filter(status -> status == 409)).hasSize(WRITERS - 1);
    }

    @Test
    void losesNoMoveOfThirtyTwo() throws Exception {
        shelf.register("moved");
        for (int i = 0; i <= WRITERS; i++) {
            shelf.published("moved", "1.0." + i);
        }
        shelf.point("moved", "beta", "1.0." + WRITERS, false);

        List<Integer> statuses = atOnce(writer -> shelf.point("moved", "beta", "1.0." + writer, false));

        assertThat(statuses).containsOnly(200);
        List<ChannelMove> moves = shelf.channels(channels -> channels.history("moved", "beta", 0, 100))
                .moves();
        assertThat(moves).hasSize(WRITERS + 1).extracting(ChannelMove::to).doesNotHaveDuplicates();
        // Each move began where another ended.
        assertThat(moves).extracting(ChannelMove::from).doesNotHaveDuplicates();
        String end = shelf.channels(channels -> channels.find("moved", "beta"))
                .channel()
                .version();
        assertThat(moves).extracting(ChannelMove::from).doesNotContain(end);
        List<String> users =
                shelf.on(entities -> new Usages(entities).ofModule(new ReleaseShelf(entities).module("moved")));
        assertThat(users).containsExactly("channel beta");
    }

    @Test
    void leavesNoChannelAtAYankedRelease() throws Exception {
        for (int round = 0; round < 8; round++) {
            String module = "race-" + round;
            shelf.register(module);
            shelf.published(module, "1.0.0");

            List<Integer> statuses = atOnce(writer -> {
                if (writer % 2 == 0) {
                    shelf.point(module, "channel-" + writer, "1.0.0", false);
                } else {
                    shelf.become(module, "1.0.0", ReleaseState.YANKED);
                }
            });

            boolean yanked = shelf.releases(releases -> releases.find(module, "1.0.0"))
                            .release()
                            .state()
                    == ReleaseState.YANKED;
            int pointing =
                    shelf.channels(channels -> channels.list(module)).channels().size();
            assertThat(yanked).isNotEqualTo(pointing > 0);
            assertThat(statuses.stream().filter(status -> status == 200)).hasSize(WRITERS / 2);
        }
    }

    @Test
    void numbersTheRevisionsOfThirtyTwoWriters() throws Exception {
        shelf.register("configured");

        List<Integer> statuses = atOnce(writer -> {
            boolean written = false;
            while (!written) {
                written = configure(writer);
            }
        });

        assertThat(statuses).containsOnly(200);
        assertThat(shelf.configurations(all -> all.history("configured", 0, 100))
                        .revisions())
                .hasSize(WRITERS + 1)
                .extracting(revision -> revision.configuration().get("writer"))
                .doesNotHaveDuplicates();
    }

    private static boolean configure(int writer) {
        try {
            shelf.modules(modules -> modules.replace(
                    "configured", new ModuleUpdate(null, null, "", Map.of("writer", writer)), ExpectedTag.ANY, BOSS));
            return true;
        } catch (ProblemException e) {
            assertThat(e.problem().status()).isEqualTo(409);
            return false;
        }
    }

    private static List<Integer> atOnce(IntConsumer work) throws Exception {
        CyclicBarrier together = new CyclicBarrier(WRITERS);
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                running.add(writers.submit(() -> {
                    together.await();
                    return status(work, writer);
                }));
            }
            for (Future<Integer> result : running) {
                statuses.add(result.get());
            }
        }
        return statuses;
    }

    private static int status(IntConsumer work, int writer) {
        try {
            work.accept(writer);
            return 200;
        } catch (ProblemException e) {
            return e.problem().status();
        }
    }
}
