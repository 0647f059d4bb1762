package org.synapsesubnet.miner.models;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Makes the models on a host's miners what their rows say, one pass after the other. What takes long runs beside it;
 * what came of that is written down here, so that one thread writes. It keeps nothing that it couldn't find out again.
 */
final class ModelReconciler {

    private final ModelBook book;
    private final ModelRows rows;
    private final VolumeRows volumes;
    private final ModelSight sight;
    private final ModelWorker worker;
    private final ModelJobs jobs;
    private final Queue<ModelOutcome> outcomes;
    private final Duration settledFor;
    private final InstantSource clock;
    private final Map<String, Settled> settled = new HashMap<>();
    private final Set<String> withoutFirst = ConcurrentHashMap.newKeySet();

    /**
     * A miner with nothing to do.
     *
     * @param until it isn't looked at again, unless what is wanted or where has changed
     */
    private record Settled(MinerSeats seats, List<WantedModel> wanted, OptionalLong budget, Instant until) {}

    /** @param settledFor how long a miner isn't looked at again when all is as it shall be */
    ModelReconciler(
            ModelBook book,
            ModelRows rows,
            VolumeRows volumes,
            ModelSight sight,
            ModelWorker worker,
            ModelJobs jobs,
            Queue<ModelOutcome> outcomes,
            Duration settledFor,
            InstantSource clock) {
        this.book = book;
        this.rows = rows;
        this.volumes = volumes;
        this.sight = sight;
        this.worker = worker;
        this.jobs = jobs;
        this.outcomes = outcomes;
        this.settledFor = settledFor;
        this.clock = clock;
    }

    void pass(List<MinerSeats> miners) throws SQLException, InterruptedException {
        for (ModelOutcome outcome = outcomes.poll(); outcome != null; outcome = outcomes.poll()) {
            write(outcome);
        }
        Set<String> names = miners.stream().map(MinerSeats::miner).collect(Collectors.toSet());
        settled.keySet().retainAll(names);
        withoutFirst.retainAll(names);
        for (MinerSeats miner : miners) {
            pass(miner);
        }
    }

    /** Whether a miner's engines lack the model that their health is asked with, as far as is known. */
    boolean lacksFirstModel(String miner) {
        return withoutFirst.contains(miner);
    }

    private void pass(MinerSeats miner) throws SQLException, InterruptedException {
        // Nothing can be wanted of what isn't ours, whatever the rows say: its miner may have been elsewhere before.
        List<WantedModel> wanted = miner.managed() ? book.of(miner.miner()) : List.of();
        VolumeRows.Row known = volumes.of(miner.miner());
        VolumeRows.Row row = miner.managed() ? known : known.withoutBudget();
        Settled before = settled.get(miner.miner());
        if (before != null
                && clock.instant().isBefore(before.until())
                && before.seats().equals(miner)
                && before.wanted().equals(wanted)
                && before.budget().equals(row.budgetBytes())) {
            return;
        }
        settled.remove(miner.miner());
        Map<ModelName, ModelRecord> records = rows.of(miner.miner());
        if (miner.managed()
                && wanted.isEmpty()
                && records.isEmpty()
                && row.budgetBytes().isEmpty()) {
            return;
        }
        Optional<VolumeView> volume = sight.look(miner);
        if (volume.isEmpty()) {
            new UnseenModels(rows, clock).write(wanted, records);
            return;
        }
        pass(miner, pinned(wanted, miner, records, volume.get(), row), records, volume.get(), row);
    }

    private void pass(
            MinerSeats miner,
            List<WantedModel> wanted,
            Map<ModelName, ModelRecord> records,
            VolumeView volume,
            VolumeRows.Row row)
            throws SQLException {
        ModelPlan plan =
                new ModelPlan(wanted, miner.servedNames(), records, volume, row.budgetBytes(), clock.instant());
        String key = miner.miner();
        Optional<ModelStep> running = jobs.running(key);
        Optional<ModelStep.OnVolume> next = running.isPresent() ? Optional.empty() : plan.onVolume();
        noteFirst(miner, plan, next);
        List<ModelStep.InMemory> inMemory = plan.inMemory();
        new SeenModels(rows, volumes, clock).write(miner.miner(), plan, running.or(() -> next));
        if (running.isPresent() && isOutdated(running.get(), wanted)) {
            jobs.cancel(key);
        }
        if (next.isPresent()) {
            take(miner, volume.engines().getFirst().seat(), key, next.get());
        }
        for (ModelStep.InMemory step : inMemory) {
            take(miner, step.engine(), step.engine().container() + " " + step.name(), step);
        }
        if (running.isEmpty() && next.isEmpty() && inMemory.isEmpty()) {
            settle(miner, wanted, plan);
        }
    }

    /** By what the plan knew: what an operator has said since is news. */
    private void settle(MinerSeats miner, List<WantedModel> wanted, ModelPlan plan) {
        if (wanted.stream().allMatch(plan::isThere)) {
            Instant until = clock.instant().plus(settledFor);
            settled.put(miner.miner(), new Settled(miner, wanted, plan.budget(), until));
        }
    }

    private void take(MinerSeats miner, EngineSeat engine, String key, ModelStep step) throws SQLException {
        if (step instanceof ModelStep.Reject reject) {
            // Before it is gone, so that a crash between the two leaves the reason.
            write(new ModelOutcome(
                    miner.miner(),
                    reject.name(),
                    reject.revision(),
                    record -> record.failed(
                            ModelFault.WRONG_DIGEST,
                            reject.rejected() + " on the volume is " + reject.found() + ", wanted is "
                                    + reject.model().digest(),
                            clock.instant())));
        }
        jobs.start(key, step, () -> worker.take(miner.miner(), engine, step));
    }

    /** What is pulled gets the digest of its first pull, once and for all. */
    private List<WantedModel> pinned(
            List<WantedModel> wanted,
            MinerSeats miner,
            Map<ModelName, ModelRecord> records,
            VolumeView volume,
            VolumeRows.Row row)
            throws SQLException {
        var all = new ArrayList<>(wanted);
        for (int i = 0; i < all.size(); i++) {
            ModelPlan one = new ModelPlan(
                    List.of(all.get(i)), miner.servedNames(), records, volume, row.budgetBytes(), clock.instant());
            Optional<WantedModel> pinned = one.pin();
            if (pinned.isPresent()) {
                book.pin(pinned.get());
                all.set(i, pinned.get());
            }
        }
        return all;
    }

    private void noteFirst(MinerSeats miner, ModelPlan plan, Optional<ModelStep.OnVolume> next) {
        Optional<ModelName> first = miner.first();
        boolean goes = next.filter(step -> step instanceof ModelStep.Reject reject
                        && first.filter(reject.rejected()::equals).isPresent())
                .isPresent();
        boolean absent =
                first.filter(name -> !plan.volume().held().containsKey(name)).isPresent();
        if (goes || absent) {
            withoutFirst.add(miner.miner());
        } else {
            withoutFirst.remove(miner.miner());
        }
    }

    /** Whether nobody wants any more what a job brings. */
    private static boolean isOutdated(ModelStep running, List<WantedModel> wanted) {
        return running instanceof ModelStep.Bringing bringing
                && wanted.stream().noneMatch(bringing.model()::isTheSameAs);
    }

    private void write(ModelOutcome outcome) throws SQLException {
        ModelRecord known = rows.find(outcome.miner(), outcome.name())
                .orElseGet(
                        () -> ModelRecord.fresh(outcome.miner(), outcome.name(), outcome.revision(), clock.instant()))
                .under(outcome.revision());
        ModelRecord after = outcome.change().apply(known);
        rows.save(after);
        if (after.failures() > known.failures()) {
            ModelLog.LOG.modelFailed(
                    after.miner(), after.name(), after.failures(), after.fault().text(), after.reason());
        }
    }
}
