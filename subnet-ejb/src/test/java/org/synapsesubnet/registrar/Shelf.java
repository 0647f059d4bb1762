package org.synapsesubnet.registrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.access.Caller;
import org.synapsesubnet.access.Role;
import org.synapsesubnet.api.module.ChannelTarget;
import org.synapsesubnet.api.module.ModuleDraft;
import org.synapsesubnet.api.module.ModuleType;
import org.synapsesubnet.api.module.ReleaseDraft;
import org.synapsesubnet.api.module.ReleaseResources;
import org.synapsesubnet.api.module.ReleaseState;
import org.synapsesubnet.api.module.ReleaseStateChange;
import org.synapsesubnet.api.problem.ProblemException;
import org.synapsesubnet.api.wire.Sha256;
import org.synapsesubnet.platform.persistence.TestDatabase;

/** A registry on a database of its own, each call in a transaction. */
public final class Shelf implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123456Z");
    static final Caller BOSS = new Caller("boss", Set.of(Role.OPERATOR), null, 60);

    private final TestDatabase database = TestDatabase.open();

    <T> T modules(Function<Modules, T> work) {
        return on(entities -> work.apply(new Modules(entities, () -> NOON, NativeAllowList.parse(""))));
    }

    <T> T releases(Function<Releases, T> work) {
        return on(entities -> work.apply(new Releases(entities, () -> NOON, false)));
    }

    <T> T channels(Function<Channels, T> work) {
        return on(entities -> work.apply(new Channels(entities, () -> NOON)));
    }

    <T> T configurations(Function<Configurations, T> work) {
        return on(entities -> work.apply(new Configurations(entities)));
    }

    public <T> T on(Function<EntityManager, T> work) {
        return database.inTransaction(work);
    }

    public StoredModule register(String name) {
        return modules(modules -> modules.register(new ModuleDraft(name, ModuleType.DOCKER, "", Map.of()), BOSS));
    }

    void remove(String name) {
        modules(modules -> {
            modules.remove(name, ExpectedTag.ANY, BOSS);
            return true;
        });
    }

    StoredRelease draft(String module, String version) {
        return releases(releases -> releases.add(module, release(module, version, Map.of()), BOSS));
    }

    public StoredRelease become(String module, String version, ReleaseState state) {
        return releases(releases ->
                releases.changeState(module, version, new ReleaseStateChange(state, null), ExpectedTag.ANY, BOSS));
    }

    public StoredRelease published(String module, String version) {
        draft(module, version);
        return become(module, version, ReleaseState.PUBLISHED);
    }

    StoredChannel point(String module, String channel, String version, boolean rollback) {
        return channels(channels ->
                channels.point(module, channel, new ChannelTarget(version, rollback, null), ExpectedTag.ANY, BOSS));
    }

    /** A draft whose digest follows from module and version. */
    static ReleaseDraft release(String module, String version, Map<String, @Nullable Object> settings) {
        String digest = "sha256:" + Sha256.hexOf((module + version).getBytes(StandardCharsets.UTF_8));
        return new ReleaseDraft(version, digest, "1.0", null, ReleaseResources.UNKNOWN, settings, "");
    }

    static void assertProblem(ThrowingCallable call, int status, String detail) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().status()).isEqualTo(status);
            assertThat(e.problem().detail()).contains(detail);
        });
    }

    @Override
    public void close() {
        database.close();
    }
}
