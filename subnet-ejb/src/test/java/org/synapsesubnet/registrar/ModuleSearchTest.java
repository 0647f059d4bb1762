package org.synapsesubnet.registrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.synapsesubnet.registrar.Shelf.BOSS;

import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.api.module.ModuleDraft;
import org.synapsesubnet.api.module.ModulePage;
import org.synapsesubnet.api.module.ModuleQuery;
import org.synapsesubnet.api.module.ModuleStatus;
import org.synapsesubnet.api.module.ModuleType;
import org.synapsesubnet.api.module.ModuleUpdate;
import org.synapsesubnet.api.module.ModuleView;

/** What a search finds, and that the database reads an index for it instead of all modules. */
class ModuleSearchTest {
    private static Shelf shelf;

    @BeforeAll
    static void fill() {
        shelf = new Shelf();
        register("llama-3-8b", ModuleType.DOCKER, "Llama of Meta, 8 billion weights");
        register("llama-2-7b", ModuleType.REMOTE, "the older one");
        register("mistral-7b", ModuleType.DOCKER, "Größer als gedacht; a rival of llamas");
        shelf.on(entities -> {
            for (int i = 0; i < 2_000; i++) {
                ModuleDraft draft = new ModuleDraft("filler-" + i, ModuleType.PYTHON, "number " + i, Map.of());
                entities.persist(new Module(draft, Shelf.NOON));
            }
            return true;
        });
        shelf.on(entities -> entities.createNativeQuery("ANALYZE").executeUpdate());
    }

    @AfterAll
    static void close() {
        shelf.close();
    }

    @Test
    void findsWordsOfNameAndDescriptionByTheirBeginning() {
        assertThat(found("LLAM")).containsExactly("llama-2-7b", "llama-3-8b", "mistral-7b");
        assertThat(found("llama meta")).containsExactly("llama-3-8b");
        assertThat(found("llama-3")).containsExactly("llama-3-8b");
        assertThat(found("größ")).containsExactly("mistral-7b");
        assertThat(found("ama")).isEmpty();
        assertThat(found("%")).hasSize(50);
        assertThat(found("7_")).hasSize(50).isEqualTo(found("7"));
    }

    @Test
    void filtersAndSorts() {
        assertThat(names(new ModuleQuery("llama", ModuleType.DOCKER, null, false)))
                .containsExactly("llama-3-8b", "mistral-7b");
        assertThat(names(new ModuleQuery("llama", null, null, true)))
                .containsExactly("mistral-7b", "llama-3-8b", "llama-2-7b");
        assertThat(names(new ModuleQuery(null, null, ModuleStatus.ENABLED, false)))
                .isEmpty();
        ModulePage page = shelf.modules(modules -> modules.list(new ModuleQuery("llama", null, null, false), 1, 1));
        assertThat(page.modules()).extracting(ModuleView::name).containsExactly("llama-3-8b");
        assertThat(page.total()).isEqualTo(3);
    }

    @Test
    void followsAChangedDescription() {
        register("changing", ModuleType.REMOTE, "before");
        shelf.modules(modules ->
                modules.replace("changing", new ModuleUpdate(null, null, "after", Map.of()), ExpectedTag.ANY, BOSS));

        assertThat(found("before")).isEmpty();
        assertThat(found("after")).containsExactly("changing");
        shelf.remove("changing");
        assertThat(found("after")).isEmpty();
    }

    @Test
    void listsByTheIndexOfNames() {
        assertThat(plan(ModuleQuery.ALL)).contains("MODULE_NAME_UNIQUE").contains("index sorted");
    }

    @Test
    void filtersByTheIndexOfTypesAndTheIndexOfStatuses() {
        assertThat(plan(new ModuleQuery(null, ModuleType.DOCKER, null, false)))
                .contains("MODULE_TYPE_NAME")
                .contains("index sorted");
        assertThat(plan(new ModuleQuery(null, null, ModuleStatus.ENABLED, false)))
                .contains("MODULE_STATUS_NAME")
                .contains("index sorted");
    }

    @Test
    void searchesByTheIndexOfWords() {
        assertThat(plan(new ModuleQuery("llama", null, null, false)))
                .contains("MODULE_WORD_WORD")
                .doesNotContain("tableScan");
        assertThat(plan(new ModuleQuery("llama meta", ModuleType.DOCKER, null, false)))
                .contains("MODULE_WORD_WORD")
                .doesNotContain("tableScan");
    }

    @Test
    void weighsAWordByTheIndexOfWords() {
        assertThat(explained(ModuleSearch.ROWS_OF_WORD, List.of("llama%"))).contains("MODULE_WORD_WORD");
    }

    @Test
    void goesThroughTheNamesWhereEveryWordIsCommon() {
        assertThat(plan(new ModuleQuery("filler number", null, null, false)))
                .contains("MODULE_NAME_UNIQUE")
                .contains("index sorted")
                .doesNotContain("tableScan");
        assertThat(plan(new ModuleQuery("filler llama", null, null, false))).contains("MODULE_WORD_WORD");
    }

    @Test
    void countsNoFurtherThanOneMoreThanThePageWhereEveryWordIsCommon() {
        ModuleQuery common = new ModuleQuery("filler", ModuleType.PYTHON, null, false);
        ModulePage first = shelf.modules(modules -> modules.list(common, 0, 50));
        ModulePage last = shelf.modules(modules -> modules.list(common, 1_990, 50));

        assertThat(first.modules()).hasSize(50);
        assertThat(first.total()).isEqualTo(51);
        assertThat(last.modules()).hasSize(10);
        assertThat(last.total()).isEqualTo(2_000);
    }

    private static List<String> found(String text) {
        return names(new ModuleQuery(text, null, null, false));
    }

    private static List<String> names(ModuleQuery query) {
        return shelf.modules(modules -> modules.list(query, 0, 50)).modules().stream()
                .map(ModuleView::name)
                .toList();
    }

    private static String plan(ModuleQuery query) {
        ModuleSearch search = shelf.on(entities -> ModuleSearch.of(query, entities));
        List<Object> arguments = new ArrayList<>(search.arguments());
        arguments.addAll(List.of(50, 0));
        return explained(search.page(), arguments);
    }

    private static String explained(String sql, List<Object> arguments) {
        return shelf.on(entities -> {
            Query explain = entities.createNativeQuery("EXPLAIN " + sql);
            for (int i = 0; i < arguments.size(); i++) {
                explain.setParameter(i + 1, arguments.get(i));
            }
            return String.valueOf(explain.getSingleResult());
        });
    }

    private static void register(String name, ModuleType type, String description) {
        shelf.modules(modules -> modules.register(new ModuleDraft(name, type, description, Map.of()), BOSS));
    }
}
