package org.synapsesubnet.validator.verification;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.validator.gateway.relay.DirectLine;
import org.synapsesubnet.validator.gateway.routing.MinerDirectory;

/** An epoch's challenges from plan to verdict. */
public final class Verification {

    private final DataSource database;
    private final MinerDirectory directory;
    private final VerificationSettings settings;
    private final Optional<TrustedReference> reference;
    private final ExecutorService threads;
    private final VerificationMetrics metrics;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Hearing hearing;

    /**
     * @param database gives connections that commit each statement, to threads without a transaction
     * @param threads run challenges, as many at once as the settings say
     */
    Verification(
            DataSource database,
            MinerDirectory directory,
            VerificationSettings settings,
            Optional<TrustedReference> reference,
            ExecutorService threads,
            VerificationMetrics metrics,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.database = database;
        this.directory = directory;
        this.settings = settings;
        this.reference = reference;
        this.threads = threads;
        this.metrics = metrics;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.hearing = new Hearing(database, reference, metrics, clock);
    }

    /**
     * Plans the challenges of an epoch for every neuron that has announced an axon, except this validator's own. An
     * epoch that has challenges keeps them. Asks nobody anything.
     *
     * @param snapshot of the epoch's first blocks
     * @param secretSeedHex 32 bytes in hexadecimal that nobody else knows before the epoch is over
     */
    public void plan(Connection tx, EpochKey key, Metagraph snapshot, String secretSeedHex) throws SQLException {
        if (ChallengeRows.any(tx, key)) {
            return;
        }
        Set<String> models = reference.map(TrustedReference::models).orElse(Set.of());
        List<Challenge> challenges = new ChallengePlan(directory, settings).of(key, snapshot, secretSeedHex, models);
        ChallengeRows.insert(tx, key, challenges, clock.instant());
        VerificationLog.LOG.planned(key, challenges.size(), (int)
                challenges.stream().map(Challenge::hotkey).distinct().count());
    }

    /**
     * Asks and judges what is planned. Each verdict is durable by itself; after a crash, call it again. To be called
     * outside a transaction.
     *
     * @param budget how long it may take; miners that are asked keep their deadline within it
     * @return whether nothing is left to judge
     */
    public boolean run(EpochKey key, Duration budget) throws SQLException {
        long begun = nanoTime.getAsLong();
        List<Challenge> planned = planned(key);
        if (planned.isEmpty()) {
            return true;
        }
        try {
            var unused = threads.submit(this::learnModels);
            new Wave(key, budget, new DirectLine(directory, nanoTime), hearing, settings, threads, nanoTime)
                    .run(planned);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        Duration took = Duration.ofNanos(nanoTime.getAsLong() - begun);
        metrics.waveTook(took);
        int left = countPlanned(key);
        VerificationLog.LOG.waveOver(key, planned.size(), took.toMillis(), left);
        return left == 0;
    }

    /** Gives up what is still planned; no miner is blamed for it. */
    public void close(Connection tx, EpochKey key) throws SQLException {
        for (int missed = ChallengeRows.miss(tx, key, clock.instant()); missed > 0; missed--) {
            metrics.judged(ChallengeOutcome.MISSED);
        }
    }

    /** Asks the reference which models it has, so that the next plan asks for those; takes 2 s at most. */
    public void learnModels() {
        if (reference.isEmpty()) {
            return;
        }
        try {
            reference.get().refresh();
        } catch (ReferenceUnavailableException e) {
            VerificationLog.LOG.referenceSilent(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Challenge> planned(EpochKey key) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return ChallengeRows.planned(connection, key);
        }
    }

    private int countPlanned(EpochKey key) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return ChallengeRows.countPlanned(connection, key);
        }
    }
}
