package org.synapsesubnet.registrar;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;
import org.synapsesubnet.api.inference.InterfaceVersion;
import org.synapsesubnet.api.module.ModuleDraft;
import org.synapsesubnet.api.module.ReleaseDraft;
import org.synapsesubnet.api.module.ReleaseResources;
import org.synapsesubnet.api.module.ReleaseState;
import org.synapsesubnet.api.module.ReleaseView;
import org.synapsesubnet.api.module.StatusChange;

/** One version of a module; only its state ever changes. */
@Entity
@Table(name = "module_release")
class Release {
    @Id
    private UUID id;

    @Column(name = "module_id", nullable = false, updatable = false)
    private UUID moduleId;

    @Column(name = "release_version", nullable = false, updatable = false, length = ReleaseDraft.MAX_VERSION)
    private String releaseVersion;

    @Column(nullable = false, updatable = false, unique = true, length = 71)
    private String digest;

    @Column(name = "interface_version", nullable = false, updatable = false, length = 9)
    private String interfaceVersion;

    @Column(updatable = false, length = ReleaseDraft.MAX_ARTIFACT)
    private @Nullable String artifact;

    @Column(name = "memory_bytes", nullable = false, updatable = false)
    private long memoryBytes;

    @Column(name = "cpu_millis", nullable = false, updatable = false)
    private int cpuMillis;

    @Column(nullable = false, updatable = false)
    private int gpus;

    @Column(name = "disk_bytes", nullable = false, updatable = false)
    private long diskBytes;

    @Column(nullable = false, updatable = false, length = ModuleDraft.MAX_CONFIGURATION_BYTES)
    private String settings;

    @Column(nullable = false, updatable = false, length = ModuleDraft.MAX_DESCRIPTION)
    private String notes;

    @Column(nullable = false, length = 12)
    private String state;

    @Column(name = "state_reason", length = StatusChange.MAX_REASON)
    private @Nullable String stateReason;

    @Column(name = "created_by", nullable = false, updatable = false, length = 64)
    private String createdBy;

    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    @Column(name = "state_changed_at", nullable = false)
    private Instant stateChangedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected Release() {}

    Release(UUID moduleId, ReleaseDraft draft, String createdBy, Instant now) {
        this.id = UUID.randomUUID();
        this.moduleId = moduleId;
        this.releaseVersion = draft.version();
        this.digest = draft.digest();
        this.interfaceVersion = draft.interfaceVersion();
        this.artifact = draft.artifact();
        this.memoryBytes = draft.resources().memoryBytes();
        this.cpuMillis = draft.resources().cpuMillis();
        this.gpus = draft.resources().gpus();
        this.diskBytes = draft.resources().diskBytes();
        this.settings = ConfigurationText.of("settings", draft.settings());
        this.notes = draft.notes();
        this.state = ReleaseState.DRAFT.text();
        this.createdBy = createdBy;
        this.createdAt = now;
        this.stateChangedAt = now;
    }

    void become(ReleaseState target, @Nullable String reason, Instant now) {
        if (!state().mayBecome(target)) {
            throw ReleaseProblems.illegalStep(releaseVersion, state(), target);
        }
        if (target == ReleaseState.PUBLISHED
                && !InterfaceVersion.CURRENT.understands(InterfaceVersion.parse(interfaceVersion))) {
            throw ReleaseProblems.incompatible(releaseVersion, interfaceVersion);
        }
        if (state() != target) {
            stateChangedAt = now;
        }
        state = target.text();
        stateReason = reason;
    }

    UUID id() {
        return id;
    }

    String text() {
        return releaseVersion;
    }

    Semver semver() {
        return Versions.parse(releaseVersion);
    }

    String digest() {
        return digest;
    }

    ReleaseState state() {
        return ReleaseState.valueOf(state.toUpperCase(Locale.ROOT));
    }

    Map<String, @Nullable Object> settings() {
        return ConfigurationText.read(settings);
    }

    String tag() {
        return Long.toHexString(id.getMostSignificantBits()) + "-" + version;
    }

    StoredRelease stored(String module) {
        ReleaseView view = new ReleaseView(
                module,
                releaseVersion,
                digest,
                interfaceVersion,
                artifact,
                new ReleaseResources(memoryBytes, cpuMillis, gpus, diskBytes),
                settings(),
                notes,
                state(),
                stateReason,
                createdBy,
                createdAt,
                stateChangedAt);
        return new StoredRelease(view, tag());
    }
}
