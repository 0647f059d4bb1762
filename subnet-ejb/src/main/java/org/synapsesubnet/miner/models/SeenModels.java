package org.synapsesubnet.miner.models;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Writes down how each model of a miner stands, where that has changed. */
final class SeenModels {

    /** A model that is in use all the time is written down as used so often. */
    private static final Duration USE_COUNTS_FOR = Duration.ofMinutes(10);

    private final ModelRows rows;
    private final VolumeRows volumes;
    private final InstantSource clock;

    SeenModels(ModelRows rows, VolumeRows volumes, InstantSource clock) {
        this.rows = rows;
        this.volumes = volumes;
        this.clock = clock;
    }

    /** @param current what is being done on the volume */
    void write(String miner, ModelPlan plan, Optional<? extends ModelStep> current) throws SQLException {
        Set<ModelName> known = new HashSet<>();
        for (WantedModel model : plan.wanted()) {
            known.add(model.name());
            ModelRecord standing = seen(plan, model.name(), plan.standing(model), true);
            save(
                    plan,
                    current.filter(step -> step.name().equals(model.name()))
                            .map(step -> working(standing, step))
                            .orElse(standing));
        }
        for (HeldModel held : plan.volume().held().values()) {
            if (known.add(held.name())) {
                ModelRecord record = plan.records().get(held.name());
                ModelRecord before =
                        record == null ? ModelRecord.fresh(miner, held.name(), 0, held.modifiedAt()) : record.under(0);
                boolean needed = plan.use()
                        .unreferenced()
                        .noneMatch(other -> other.name().equals(held.name()));
                save(
                        plan,
                        seen(
                                plan,
                                held.name(),
                                before.standing(needed ? ModelState.HELD : ModelState.UNREFERENCED, before.reason()),
                                needed));
            }
        }
        for (ModelName gone : plan.records().keySet()) {
            if (!known.contains(gone)) {
                rows.forget(miner, gone);
            }
        }
        volume(miner, plan);
    }

    /** While a step is tried again, why it failed before stays to be seen. */
    private static ModelRecord working(ModelRecord record, ModelStep step) {
        String why = record.failures() > 0 ? record.reason() : "";
        return switch (step) {
            case ModelStep.Pull pull -> record.standing(ModelState.PULLING, why);
            case ModelStep.CreateOfBlob create -> record.standing(ModelState.CREATING, why);
            case ModelStep.CreateOfModel create -> record.standing(ModelState.CREATING, why);
            default -> record;
        };
    }

    private ModelRecord seen(ModelPlan plan, ModelName name, ModelRecord record, boolean needed) {
        HeldModel held = plan.volume().held().get(name);
        int loadedOn = (int) plan.volume().loadedOn(name);
        Instant now = clock.instant();
        boolean used = needed || loadedOn > 0;
        Instant usedAt = used && now.isAfter(record.usedAt().plus(USE_COUNTS_FOR)) ? now : record.usedAt();
        return held == null
                ? record.seen("", 0, loadedOn, usedAt)
                : record.seen(held.digest(), held.sizeBytes(), loadedOn, usedAt);
    }

    private void save(ModelPlan plan, ModelRecord record) throws SQLException {
        ModelRecord before = plan.records().get(record.name());
        if (record.equals(before)) {
            return;
        }
        rows.save(record);
        if (before == null || before.state() != record.state()) {
            ModelLog.LOG.modelChanged(
                    record.miner(), record.name(), record.state().text(), record.reason());
        }
    }

    private void volume(String miner, ModelPlan plan) throws SQLException {
        long used = plan.use().bytes();
        boolean over = plan.budget().isPresent() && used > plan.budget().getAsLong();
        boolean needed = plan.use().unreferenced().findAny().isEmpty();
        String trouble = over && needed ? "over its budget with nothing but models that are wanted" : "";
        VolumeRows.Row before = volumes.of(miner);
        if (before.usedBytes() != used || !before.trouble().equals(trouble)) {
            volumes.seen(miner, used, trouble);
        }
    }
}
