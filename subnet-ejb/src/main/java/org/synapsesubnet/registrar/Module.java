package org.synapsesubnet.registrar;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.module.ModuleDraft;
import org.synapsesubnet.api.module.ModuleQuery;
import org.synapsesubnet.api.module.ModuleStatus;
import org.synapsesubnet.api.module.ModuleType;
import org.synapsesubnet.api.module.ModuleUpdate;
import org.synapsesubnet.api.module.ModuleView;
import org.synapsesubnet.api.module.StatusChange;

/** Software that miners run; keeps its name and type for life. */
@Entity
@SuppressWarnings("JavaLangClash") // the domain's word; java.lang.Module is not used here
class Module {
    /** Longer words are cut. */
    static final int MAX_WORD = 40;

    @Id
    private UUID id;

    @Column(nullable = false, unique = true, length = 63)
    private String name;

    @Column(nullable = false, length = 16)
    private String type;

    @Column(nullable = false, length = ModuleDraft.MAX_DESCRIPTION)
    private String description;

    @Column(nullable = false, length = ModuleDraft.MAX_CONFIGURATION_BYTES)
    private String configuration;

    @Column(nullable = false, length = 16)
    private String status;

    @Column(name = "status_reason", length = StatusChange.MAX_REASON)
    private @Nullable String statusReason;

    /** What a search finds it by. */
    @ElementCollection
    @CollectionTable(name = "module_word", joinColumns = @JoinColumn(name = "module_id"))
    @Column(name = "word", length = MAX_WORD)
    private Set<String> words = new HashSet<>();

    @Version
    private long version;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    @Column(name = "updated_at", nullable = false)
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected Module() {}

    Module(ModuleDraft draft, Instant now) {
        this.id = UUID.randomUUID();
        this.name = draft.name();
        this.type = draft.type().text();
        this.description = draft.description();
        this.configuration = ConfigurationText.of("configuration", draft.configuration());
        this.status = ModuleStatus.REGISTERED.text();
        this.createdAt = now;
        this.updatedAt = now;
        this.words = wordsOf(name, description);
    }

    void replace(ModuleUpdate update, Instant now) {
        if (update.name() != null && !update.name().equals(name)) {
            throw ModuleProblems.immutable("name", name);
        }
        if (update.type() != null && update.type() != type()) {
            throw ModuleProblems.immutable("type", type);
        }
        if (!description.equals(update.description())) {
            description = update.description();
            Set<String> found = wordsOf(name, description);
            words.retainAll(found);
            words.addAll(found);
        }
        configuration = ConfigurationText.of("configuration", update.configuration());
        updatedAt = now;
    }

    void become(ModuleStatus target, @Nullable String reason, Instant now) {
        ModuleStatus current = status();
        if (!current.mayBecome(target)) {
            throw ModuleProblems.illegalStep(name, current, target);
        }
        status = target.text();
        statusReason = reason;
        updatedAt = now;
    }

    UUID id() {
        return id;
    }

    String name() {
        return name;
    }

    Map<String, @Nullable Object> configuration() {
        return ConfigurationText.read(configuration);
    }

    String configurationText() {
        return configuration;
    }

    String description() {
        return description;
    }

    boolean isNative() {
        return type() == ModuleType.NATIVE;
    }

    boolean isEnabled() {
        return status() == ModuleStatus.ENABLED;
    }

    /** The id is part of it: a module registered again under the name starts at version 0 again. */
    String tag() {
        return Long.toHexString(id.getMostSignificantBits()) + "-" + version;
    }

    StoredModule stored() {
        ModuleView view = new ModuleView(
                name, type(), description, configuration(), status(), statusReason, version, createdAt, updatedAt);
        return new StoredModule(view, tag());
    }

    private static Set<String> wordsOf(String name, String description) {
        return ModuleQuery.wordsOf(name + " " + description).stream()
                .map(word -> word.substring(0, Math.min(word.length(), MAX_WORD)))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private ModuleType type() {
        return ModuleType.valueOf(type.toUpperCase(Locale.ROOT));
    }

    private ModuleStatus status() {
        return ModuleStatus.valueOf(status.toUpperCase(Locale.ROOT));
    }
}
