package org.synapsesubnet.registrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.access.AuditRecord;
import org.synapsesubnet.access.AuditTrail;
import org.synapsesubnet.access.Caller;
import org.synapsesubnet.access.Role;
import org.synapsesubnet.api.module.ModuleDraft;
import org.synapsesubnet.api.module.ModulePage;
import org.synapsesubnet.api.module.ModuleQuery;
import org.synapsesubnet.api.module.ModuleStatus;
import org.synapsesubnet.api.module.ModuleType;
import org.synapsesubnet.api.module.ModuleUpdate;
import org.synapsesubnet.api.module.ModuleView;
import org.synapsesubnet.api.module.StatusChange;
import org.synapsesubnet.api.problem.InvalidValue;
import org.synapsesubnet.api.problem.ProblemException;
import org.synapsesubnet.platform.persistence.TestDatabase;

class ModulesTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123456789Z");
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
    void keepsWhatWasRegistered() {
        StoredModule registered = register(new ModuleDraft(
                "kept",
                ModuleType.DOCKER,
                "an image",
                Map.of("image", "ollama/ollama", "deep", Map.of("n", List.of(1)))));

        StoredModule found = inRegistry(modules -> modules.find("kept"));

        assertThat(found).isEqualTo(registered);
        assertThat(found.module().status()).isEqualTo(ModuleStatus.REGISTERED);
        assertThat(found.module().createdAt()).isEqualTo(Instant.parse("2026-01-01T12:00:00.123456Z"));
    }

    @Test
    void refusesASecondModuleOfTheName() {
        register(docker("twice"));

        assertProblem(() -> register(docker("twice")), 409, "already a module named twice");
    }

    @Test
    void knowsNoModuleOfThatName() {
        assertProblem(() -> inRegistry(modules -> modules.find("nobody")), 404, "no module named nobody");
    }

    @Test
    void listsByNameInPages() {
        register(docker("page-a"));
        register(docker("page-b"));

        ModulePage first = inRegistry(modules -> modules.list(ModuleQuery.ALL, 0, 1));
        ModulePage all = inRegistry(modules -> modules.list(ModuleQuery.ALL, 0, ModulePage.MAX_LIMIT));

        assertThat(first.modules()).hasSize(1);
        assertThat(first.total()).isEqualTo(all.modules().size()).isGreaterThanOrEqualTo(2);
        assertThat(all.modules()).extracting(ModuleView::name).isSorted();
    }

    @Test
    void replacesWhatTheTagNames() {
        StoredModule before = register(docker("replaced"));

        StoredModule after = replace("replaced", update("new"), tag(before));

        assertThat(after.module().description()).isEqualTo("new");
        assertThat(after.module().version()).isEqualTo(1);
        assertThat(after.tag()).isNotEqualTo(before.tag());
    }

    @Test
    void refusesAWriterWithAnOldTag() {
        StoredModule before = register(docker("stale"));
        replace("stale", update("first"), tag(before));

        assertProblem(() -> replace("stale", update("second"), tag(before)), 412, "Read it again");
        assertThat(inRegistry(modules -> modules.find("stale")).module().description())
                .isEqualTo("first");
    }

    @Test
    void givesAModuleRegisteredAgainAnotherTag() {
        StoredModule before = register(docker("reborn"));
        remove("reborn", tag(before));

        StoredModule after = register(docker("reborn"));

        assertThat(after.tag()).isNotEqualTo(before.tag());
        assertProblem(() -> remove("reborn", tag(before)), 412, "is not what If-Match names");
    }

    @Test
    void keepsNameAndType() {
        register(docker("fixed"));

        assertProblem(
                () -> replace("fixed", new ModuleUpdate("other", null, "", Map.of()), ExpectedTag.ANY),
                400,
                "keeps its name");
        assertProblem(
                () -> replace("fixed", new ModuleUpdate(null, ModuleType.NATIVE, "", Map.of()), ExpectedTag.ANY),
                400,
                "keeps its type");
    }

    @Test
    void namesBothStatusesOfAnIllegalStep() {
        register(docker("steps"));

        assertProblem(
                () -> become("steps", ModuleStatus.FAILED),
                409,
                "is registered and can't become failed; it can become enabled or disabled");
    }

    @Test
    void acceptsARepeatedStep() {
        register(docker("again"));
        become("again", ModuleStatus.ENABLED);

        assertThat(become("again", ModuleStatus.ENABLED).module().status()).isEqualTo(ModuleStatus.ENABLED);
    }

    @Test
    void removesNoEnabledModule() {
        register(docker("running"));
        become("running", ModuleStatus.ENABLED);
        assertProblem(() -> remove("running", ExpectedTag.ANY), 409, "Disable it first");

        become("running", ModuleStatus.DISABLED);
        remove("running", ExpectedTag.ANY);

        assertProblem(() -> inRegistry(modules -> modules.find("running")), 404, "running");
    }

    @Test
    void registersNativeModulesOfTheAllowListOnly() {
        StoredModule allowed = register(nativeModule("native-good", "/opt/engine"));

        assertThat(allowed.module().type()).isEqualTo(ModuleType.NATIVE);
        assertProblem(() -> register(nativeModule("native-bad", "/bin/sh")), 403, "doesn't hold /bin/sh");
        assertThatThrownBy(() -> register(nativeModule("native-odd", "/opt/../opt/engine")))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("configuration.command");
        assertThatThrownBy(() -> register(new ModuleDraft("native-none", ModuleType.NATIVE, "", Map.of())))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("configuration.command");
    }

    @Test
    void enablesNoNativeModuleThatLeftTheAllowList() {
        register(nativeModule("native-left", "/opt/engine"));

        assertProblem(
                () -> database.inTransaction(entities -> new Modules(entities, () -> NOON, NativeAllowList.parse(""))
                        .changeStatus(
                                "native-left", new StatusChange(ModuleStatus.ENABLED, null), ExpectedTag.ANY, BOSS)),
                403,
                "doesn't hold /opt/engine");
    }

    @Test
    void smugglesNoNativeCommandInByAReplacement() {
        register(nativeModule("native-swap", "/opt/engine"));

        assertProblem(
                () -> replace(
                        "native-swap", new ModuleUpdate(null, null, "", Map.of("command", "/bin/sh")), ExpectedTag.ANY),
                403,
                "doesn't hold /bin/sh");
    }

    @Test
    void refusesAConfigurationOverTheLimit() {
        assertThatThrownBy(() ->
                        register(new ModuleDraft("large", ModuleType.DOCKER, "", Map.of("x", "y".repeat(65_536)))))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("configuration: at most 65536 bytes as JSON, but had 65544");
    }

    @Test
    void auditsEachChange() {
        register(docker("audited"));
        become("audited", ModuleStatus.DISABLED);
        replace("audited", update("new"), ExpectedTag.ANY);
        remove("audited", ExpectedTag.ANY);

        List<AuditRecord> trail = database.inTransaction(entities -> new AuditTrail(entities, () -> NOON).latest(1000));

        assertThat(trail)
                .filteredOn(entry -> entry.subject().equals("audited"))
                .allMatch(entry -> entry.actor().equals("boss"))
                .extracting(AuditRecord::action)
                .containsExactlyInAnyOrder("module.register", "module.status", "module.replace", "module.remove");
    }

    private static void assertProblem(ThrowingCallable call, int status, String detail) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().status()).isEqualTo(status);
            assertThat(e.problem().detail()).contains(detail);
        });
    }

    private static ModuleDraft docker(String name) {
        return new ModuleDraft(name, ModuleType.DOCKER, "", Map.of());
    }

    private static ModuleDraft nativeModule(String name, String command) {
        return new ModuleDraft(name, ModuleType.NATIVE, "", Map.of("command", command));
    }

    private static ModuleUpdate update(String description) {
        return new ModuleUpdate(null, null, description, Map.of());
    }

    private static ExpectedTag tag(StoredModule module) {
        return new ExpectedTag(Set.of(module.tag()));
    }

    private static StoredModule register(ModuleDraft draft) {
        return inRegistry(modules -> modules.register(draft, BOSS));
    }

    private static StoredModule replace(String name, ModuleUpdate update, ExpectedTag expected) {
        return inRegistry(modules -> modules.replace(name, update, expected, BOSS));
    }

    private static StoredModule become(String name, ModuleStatus status) {
        return inRegistry(modules -> modules.changeStatus(name, new StatusChange(status, null), ExpectedTag.ANY, BOSS));
    }

    private static void remove(String name, ExpectedTag expected) {
        database.doInTransaction(entities -> registry(entities).remove(name, expected, BOSS));
    }

    private static <T> T inRegistry(Function<Modules, T> work) {
        return database.inTransaction(entities -> work.apply(registry(entities)));
    }

    private static Modules registry(EntityManager entities) {
        return new Modules(entities, () -> NOON, NativeAllowList.parse("/opt/engine, /opt/other"));
    }
}
