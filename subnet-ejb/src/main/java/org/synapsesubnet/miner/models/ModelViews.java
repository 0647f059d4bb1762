package org.synapsesubnet.miner.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.fleet.FleetModelDraft;
import org.synapsesubnet.api.fleet.FleetModelView;
import org.synapsesubnet.api.problem.InvalidValue;

/** Between what operators say and what the reconciler works with. */
final class ModelViews {

    private static final Pattern PARAMETER = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    private static final ObjectMapper SORTED =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    private ModelViews() {}

    /** @throws InvalidValue naming the field at fault */
    static WantedModel model(String miner, ModelName name, FleetModelDraft draft, boolean served, long revision) {
        String digest = Objects.requireNonNullElse(draft.digest(), "").toLowerCase(Locale.ROOT);
        boolean loaded = Objects.requireNonNullElse(draft.loaded(), served);
        if (loaded && !served) {
            throw new InvalidValue("loaded", name + " must be among the miner's models to be kept in memory");
        }
        if (draft.contextTokens() != null && draft.contextTokens() < 1) {
            throw new InvalidValue("contextTokens", draft.contextTokens() + " must be at least 1");
        }
        return new WantedModel(
                miner,
                name,
                source(draft),
                digest.startsWith("sha256:") ? digest.substring("sha256:".length()) : digest,
                new Variant(
                        Objects.requireNonNullElse(draft.contextTokens(), 0),
                        parameters(draft.parameters()),
                        Objects.requireNonNullElse(draft.system(), ""),
                        Objects.requireNonNullElse(draft.template(), "")),
                Boolean.TRUE.equals(draft.pinned()),
                loaded,
                revision);
    }

    private static ModelSource source(FleetModelDraft draft) {
        if (Stream.of(
                                Optional.ofNullable(draft.pull()),
                                Optional.ofNullable(draft.blob()),
                                Optional.ofNullable(draft.from()))
                        .filter(Optional::isPresent)
                        .count()
                > 1) {
            throw new InvalidValue("pull", "at most one of pull, blob and from may be said");
        }
        if (draft.pull() != null) {
            return new ModelSource.Pull(named("pull", draft.pull()));
        }
        if (draft.blob() != null) {
            return new ModelSource.Blob(draft.blob());
        }
        return draft.from() != null ? new ModelSource.From(named("from", draft.from())) : new ModelSource.Held();
    }

    private static ModelName named(String field, String text) {
        try {
            return ModelName.of(text);
        } catch (InvalidValue e) {
            throw new InvalidValue(field, e.asFieldError().message());
        }
    }

    private static String parameters(@Nullable Map<String, Object> said) {
        if (said == null) {
            return "{}";
        }
        said.forEach((name, value) -> {
            if (!PARAMETER.matcher(name).matches()) {
                throw new InvalidValue("parameters", "'" + name + "' is no name of a parameter");
            }
            if (name.equals("num_ctx")) {
                throw new InvalidValue("parameters", "num_ctx is said by contextTokens");
            }
            boolean known = value instanceof Number
                    || value instanceof String
                    || value instanceof Boolean
                    || value instanceof Collection<?> list && list.stream().allMatch(String.class::isInstance);
            if (!known) {
                throw new InvalidValue(
                        "parameters", name + " must be a number, a text, true, false or a list of texts");
            }
        });
        try {
            return SORTED.writeValueAsString(said);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and texts can always be written as JSON", e);
        }
    }

    /** All models of a miner in the order of their names. */
    static List<FleetModelView> all(List<WantedModel> wanted, Map<ModelName, ModelRecord> records) {
        Stream<FleetModelView> known =
                wanted.stream().map(model -> view(model, Optional.ofNullable(records.get(model.name()))));
        Stream<FleetModelView> others = records.values().stream()
                .filter(record ->
                        wanted.stream().noneMatch(model -> model.name().equals(record.name())))
                .map(ModelViews::view);
        return Stream.concat(known, others)
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
    }

    static FleetModelView view(WantedModel model, Optional<ModelRecord> record) {
        // What is remembered of an earlier revision says nothing about this one.
        Optional<ModelRecord> present = record.map(known -> known.under(model.revision()));
        ModelSource source = model.source();
        int context = model.variant().contextTokens();
        return new FleetModelView(
                model.name().text(),
                true,
                source instanceof ModelSource.Pull pull ? pull.reference().text() : null,
                source instanceof ModelSource.Blob blob ? blob.digest() : null,
                source instanceof ModelSource.From from ? from.parent().text() : null,
                context > 0 ? context : null,
                orAbsent(model.digest()),
                orAbsent(present.map(ModelRecord::digest).orElse("")),
                present.map(ModelRecord::sizeBytes).orElse(0L),
                model.pinned(),
                model.loaded(),
                present.map(ModelRecord::state).orElse(ModelState.WAITING).text(),
                present.map(ModelRecord::fault).orElse(ModelFault.NONE).text(),
                present.map(ModelRecord::reason).orElse(""),
                present.map(ModelRecord::failures).orElse(0),
                present.map(ModelRecord::loadedOn).orElse(0),
                model.revision());
    }

    /** Of one that nobody wants. */
    static FleetModelView view(ModelRecord record) {
        return new FleetModelView(
                record.name().text(),
                false,
                null,
                null,
                null,
                null,
                null,
                orAbsent(record.digest()),
                record.sizeBytes(),
                false,
                false,
                record.state().text(),
                record.fault().text(),
                record.reason(),
                record.failures(),
                record.loadedOn(),
                0);
    }

    private static @Nullable String orAbsent(String text) {
        return text.isEmpty() ? null : text;
    }
}
