package org.synapsesubnet.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.access.Caller;
import org.synapsesubnet.access.Role;
import org.synapsesubnet.api.module.ModuleDraft;
import org.synapsesubnet.api.module.ModuleQuery;
import org.synapsesubnet.api.module.ModuleType;
import org.synapsesubnet.api.module.ModuleUpdate;
import org.synapsesubnet.api.module.ModuleView;
import org.synapsesubnet.api.problem.ProblemException;
import org.synapsesubnet.platform.persistence.TestDatabase;

class ModulesConcurrencyTest {
    private static final int WRITERS = 32;
    private static final Caller BOSS = new Caller("boss", Set.of(Role.OPERATOR), null, 60);
    private static TestDatabase database;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void losesNothingOfThirtyTwoWritersOfOneModule() throws Exception {
        inRegistry(modules -> modules.register(new ModuleDraft("shared", ModuleType.REMOTE, "", Map.of()), BOSS));

        atOnce(writer -> {
            while (!addLine("writer-" + writer)) {
                Thread.onSpinWait();
            }
            return true;
        });

        StoredModule end = inRegistry(modules -> modules.find("shared"));
        assertThat(end.module().description().lines())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, WRITERS)
                        .mapToObj(writer -> "writer-" + writer)
                        .toList());
        assertThat(end.module().version()).isEqualTo(WRITERS);
    }

    @Test
    void letsOneOfThirtyTwoRegisterAName() throws Exception {
        List<Integer> statuses = atOnce(writer -> register("contested"));

        assertThat(statuses).containsOnlyOnce(201).hasSize(WRITERS);
        assertThat(statuses.stream().filter(status -> status == 409)).hasSize(WRITERS - 1);
    }

    @Test
    void registersThirtyTwoNamesAtOnce() throws Exception {
        List<Integer> statuses = atOnce(writer -> register("distinct-" + writer));

        Set<String> names = inRegistry(modules -> modules.list(ModuleQuery.ALL, 0, 100)).modules().stream()
                .map(ModuleView::name)
                .filter(name -> name.startsWith("distinct-"))
                .collect(Collectors.toSet());
        assertThat(statuses).containsOnly(201);
        assertThat(names).hasSize(WRITERS);
    }

    /** Reads, adds a line and writes back under the tag that it read; false when somebody else was faster. */
    private static boolean addLine(String line) {
        StoredModule read = inRegistry(modules -> modules.find("shared"));
        ModuleUpdate update = new ModuleUpdate(null, null, read.module().description() + line + "\n", Map.of());
        try {
            inRegistry(modules -> modules.replace("shared", update, new ExpectedTag(Set.of(read.tag())), BOSS));
            return true;
        } catch (ProblemException e) {
            assertThat(e.problem().status()).isEqualTo(412);
            return false;
        }
    }

    private static int register(String name) {
        try {
            inRegistry(modules -> modules.register(new ModuleDraft(name, ModuleType.REMOTE, "", Map.of()), BOSS));
            return 201;
        } catch (ProblemException e) {
            return e.problem().status();
        }
    }

    private static <T> List<T> atOnce(Function<Integer, T> work) throws Exception {
        CyclicBarrier together = new CyclicBarrier(WRITERS);
        List<Future<T>> running = new ArrayList<>();
        List<T> results = new ArrayList<>();
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                Callable<T> task = () -> {
                    together.await();
                    return work.apply(writer);
                };
                running.add(writers.submit(task));
            }
            for (Future<T> result : running) {
                results.add(result.get());
            }
        }
        return results;
    }

    private static <T> T inRegistry(Function<Modules, T> work) {
        return database.inTransaction(
                entities -> work.apply(new Modules(entities, InstantSource.system(), NativeAllowList.parse(""))));
    }
}
