package org.synapsesubnet.miner.models;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What has to be done with the models of one miner, decided from nothing but what is wanted, seen and remembered: a
 * function without memory, so that it doesn't matter after which step the last planner died.
 *
 * @param wanted models, in the order of their names; what is pulled and already known has its digest
 * @param served names of the models that the miner serves
 * @param records what is remembered of models
 * @param volume what is there
 * @param budget bytes that the volume may hold; empty for as many as there is room for
 */
record ModelPlan(
        List<WantedModel> wanted,
        Set<ModelName> served,
        Map<ModelName, ModelRecord> records,
        VolumeView volume,
        OptionalLong budget,
        Instant now) {

    /** The next step that changes the volume, if one is due. */
    Optional<ModelStep.OnVolume> onVolume() {
        return wrong().or(this::tooMuch).or(this::missing);
    }

    /** The digest of what was pulled for the first time. */
    Optional<WantedModel> pin() {
        return wanted.stream()
                .filter(model -> model.digest().isEmpty())
                .flatMap(model -> origin(model).map(held -> model.pinnedTo(held.digest())).stream())
                .findFirst();
    }

    /** What engines have to load or to let go of; these steps don't touch the volume. */
    List<ModelStep.InMemory> inMemory() {
        var steps = new ArrayList<ModelStep.InMemory>();
        for (WantedModel model : wanted) {
            boolean there = isThere(model);
            for (EngineView engine : volume.engines()) {
                boolean loaded = engine.loaded().contains(model.name());
                if (there && shallBeLoaded(model) && !loaded && !rests(model.name())) {
                    steps.add(new ModelStep.Warm(engine.seat(), model));
                } else if (loaded && !shallBeLoaded(model)) {
                    steps.add(new ModelStep.Unload(engine.seat(), model));
                }
            }
        }
        return steps;
    }

    /** How a model stands; the same record where nothing has changed. */
    ModelRecord standing(WantedModel model) {
        ModelRecord record = record(model);
        if (!isThere(model)) {
            return absent(model, record);
        }
        if (!shallBeLoaded(model)) {
            return record.well(ModelState.HELD);
        }
        if (volume.loadedOn(model.name()) == volume.engines().size()) {
            return record.well(ModelState.READY);
        }
        return record.failures() > 0 ? record : record.well(ModelState.LOADING);
    }

    private ModelRecord absent(WantedModel model, ModelRecord record) {
        if (record.failures() > 0) {
            return record;
        }
        return switch (model.source()) {
            case ModelSource.Held held ->
                record.lacks(ModelFault.NOT_THERE, "nothing of that name is on the volume or in the image");
            case ModelSource.From from
            when !holds(from.parent()) && !isWanted(from.parent()) ->
                record.lacks(ModelFault.PARENT_MISSING, "there is no model " + from.parent());
            case ModelSource.From from
            when parent(from).isEmpty() ->
                record.well(ModelState.WAITING).standing(ModelState.WAITING, "waits for " + from.parent());
            default -> record.well(ModelState.WAITING);
        };
    }

    /** Whether a model is there and is what it shall be. */
    boolean isThere(WantedModel model) {
        HeldModel held = volume.held().get(model.name());
        if (held == null) {
            return false;
        }
        if (model.source() instanceof ModelSource.Held) {
            return true;
        }
        if (model.isPulledAsItIs()) {
            return model.digest().isEmpty() || model.digest().equals(held.digest());
        }
        ModelRecord record = record(model);
        return recipe(model).filter(record.recipe()::equals).isPresent()
                && held.digest().equals(record.madeDigest());
    }

    private boolean shallBeLoaded(WantedModel model) {
        return model.loaded() && served.contains(model.name());
    }

    /** What was pulled and isn't what it shall be goes first, before anybody is served with it. */
    private Optional<ModelStep.OnVolume> wrong() {
        return wanted.stream()
                .filter(model -> !model.digest().isEmpty() && !cannotBeRejected(model))
                .flatMap(model -> origin(model)
                        .filter(held -> !held.digest().equals(model.digest()))
                        .map(held -> new ModelStep.Reject(model, held.name(), held.digest()))
                        .stream())
                .map(ModelStep.OnVolume.class::cast)
                .findFirst();
    }

    /** After a deletion that failed; after one that succeeded there is nothing to rest from. */
    private boolean cannotBeRejected(WantedModel model) {
        return rests(model.name()) && record(model).fault() != ModelFault.WRONG_DIGEST;
    }

    private Optional<ModelStep.OnVolume> tooMuch() {
        boolean over = budget.isPresent() && use().bytes() > budget.getAsLong();
        boolean full = wanted.stream()
                .anyMatch(model -> !isThere(model) && record(model).fault() == ModelFault.DISK_FULL);
        if (!over && !full) {
            return Optional.empty();
        }
        return use().unreferenced()
                .filter(held -> !rests(held.name()))
                .min(Comparator.comparing((HeldModel held) -> usedAt(held)).thenComparing(HeldModel::name))
                .map(held -> new ModelStep.Delete(
                        held.name(), over ? "the volume is over its budget" : "the volume is full"));
    }

    private Optional<ModelStep.OnVolume> missing() {
        return wanted.stream()
                .filter(model -> !isThere(model) && !rests(model.name()))
                .flatMap(model -> coming(model).stream())
                .findFirst();
    }

    private Optional<ModelStep.OnVolume> coming(WantedModel model) {
        return switch (model.source()) {
            case ModelSource.Held held -> Optional.empty();
            case ModelSource.Pull pull
            when !holds(pull.reference()) -> Optional.of(new ModelStep.Pull(model, pull.reference()));
            case ModelSource.Pull pull ->
                recipe(model).map(recipe -> new ModelStep.CreateOfModel(model, pull.reference(), recipe));
            case ModelSource.Blob blob ->
                recipe(model).map(recipe -> new ModelStep.CreateOfBlob(model, blob.digest(), recipe));
            case ModelSource.From from ->
                recipe(model).map(recipe -> new ModelStep.CreateOfModel(model, from.parent(), recipe));
        };
    }

    /** What the model has to be made of; empty while what it is made of isn't known or isn't there. */
    private Optional<String> recipe(WantedModel model) {
        return switch (model.source()) {
            case ModelSource.Held held -> Optional.empty();
            case ModelSource.Blob blob -> Optional.of(model.variant().recipe(blob.digest()));
            case ModelSource.Pull pull ->
                Optional.of(model.digest()).filter(digest -> !digest.isEmpty()).map(model.variant()::recipe);
            case ModelSource.From from ->
                parent(from).map(held -> model.variant().recipe(held.digest()));
        };
    }

    /** What a model is made of, once it is what it shall be itself. */
    private Optional<HeldModel> parent(ModelSource.From from) {
        boolean unfinished = wanted.stream().anyMatch(other -> other.name().equals(from.parent()) && !isThere(other));
        return unfinished ? Optional.empty() : Optional.ofNullable(volume.held().get(from.parent()));
    }

    /** What was pulled for a model. */
    private Optional<HeldModel> origin(WantedModel model) {
        return model.source() instanceof ModelSource.Pull pull
                ? Optional.ofNullable(volume.held().get(pull.reference()))
                : Optional.empty();
    }

    VolumeUse use() {
        return new VolumeUse(wanted, served, volume);
    }

    private Instant usedAt(HeldModel held) {
        ModelRecord record = records.get(held.name());
        return record == null ? held.modifiedAt() : record.usedAt();
    }

    private boolean holds(ModelName name) {
        return volume.held().containsKey(name);
    }

    private boolean isWanted(ModelName name) {
        return wanted.stream().anyMatch(model -> model.name().equals(name));
    }

    private boolean rests(ModelName name) {
        ModelRecord record = records.get(name);
        return record != null
                && record.rests(now)
                && wanted.stream()
                        .filter(model -> model.name().equals(name))
                        .allMatch(model -> model.revision() == record.revision());
    }

    private ModelRecord record(WantedModel model) {
        ModelRecord record = records.get(model.name());
        return record == null
                ? ModelRecord.fresh(model.miner(), model.name(), model.revision(), now)
                : record.under(model.revision());
    }
}
