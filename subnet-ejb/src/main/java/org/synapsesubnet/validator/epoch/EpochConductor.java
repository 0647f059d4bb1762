package org.synapsesubnet.validator.epoch;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.synapsesubnet.chain.api.ChainCommand.CommitWeights;
import org.synapsesubnet.chain.api.ChainCommand.RevealWeights;
import org.synapsesubnet.chain.api.ChainConnection;
import org.synapsesubnet.chain.api.ChainConnectionFactory;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainException.Reason;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.chain.api.NeuronInfo;
import org.synapsesubnet.chain.api.Salt;
import org.synapsesubnet.chain.api.WeightRow;
import org.synapsesubnet.chain.outbox.Intent;
import org.synapsesubnet.chain.outbox.Outbox;
import org.synapsesubnet.platform.lease.Lease;
import org.synapsesubnet.platform.lease.LeaseKeeper;
import org.synapsesubnet.platform.lease.LeaseLost;
import org.synapsesubnet.platform.lease.Leases;
import org.synapsesubnet.platform.persistence.Transactions;
import org.synapsesubnet.validator.scoring.ScoringSpec;
import org.synapsesubnet.validator.verification.EpochKey;

/**
 * Leads a validator's epochs. Each call of {@link #advance} looks at the chain and at the rows and takes every step that
 * is due; a step is one transaction under the lease, so a crash between two loses nothing, and a node that lost the lead
 * without knowing can't write.
 */
final class EpochConductor {

    private static final int SECRET_BYTES = 32;

    /** Blocks that must be left of an epoch for a commit: one for its block, one for being late. */
    private static final int BLOCKS_TO_COMMIT = 2;

    private final DataSource database;
    private final Transactions transactions;
    private final Leases leases;
    private final LeaseKeeper lead;
    private final ChainConnectionFactory connections;
    private final EpochRows rows;
    private final Outbox outbox;
    private final KeyId validator;
    private final EpochWork work;
    private final ChallengeWaves waves;
    private final EpochSettings settings;
    private final EpochMetrics metrics;
    private final SecureRandom random;
    private final InstantSource clock;

    EpochConductor(
            DataSource database,
            LeaseKeeper lead,
            ChainConnectionFactory connections,
            EpochRows rows,
            Outbox outbox,
            EpochWork work,
            ChallengeWaves waves,
            EpochSettings settings,
            EpochMetrics metrics,
            SecureRandom random,
            InstantSource clock) {
        this.database = database;
        this.transactions = new Transactions(database);
        this.leases = new Leases(database);
        this.lead = lead;
        this.connections = connections;
        this.rows = rows;
        this.outbox = outbox;
        this.validator = KeyId.ofAddress(rows.key(0).validator().address());
        this.work = work;
        this.waves = waves;
        this.settings = settings;
        this.metrics = metrics;
        this.random = random;
        this.clock = clock;
    }

    /** Takes every step that is due. Never throws for what may pass; not to be called inside a transaction. */
    void advance() {
        try {
            Optional<Lease> lease = lead.held();
            metrics.leading(lease.isPresent());
            if (lease.isPresent()) {
                advance(lease.get());
            } else {
                waves.endAll();
            }
        } catch (LeaseLost e) {
            waves.endAll();
            EpochLog.LOG.leadLost(rows.key(0).chain().toString());
        } catch (SQLException e) {
            EpochLog.LOG.databaseFails(e.toString());
        } catch (ChainException e) {
            EpochLog.LOG.chainSilent(e.reason() + ": " + e.getMessage());
        }
    }

    /** Stops challenges and lets another node lead. */
    void stop() throws SQLException {
        waves.endAll();
        lead.release();
    }

    private void advance(Lease lease) throws SQLException, ChainException {
        try (ChainConnection connection = connections.getConnection().within(settings.chainDeadline())) {
            ChainNow now = ChainNow.read(connection);
            Optional<NeuronInfo> own = now.neuron(validator);
            if (own.isPresent()) {
                open(now, lease);
            }
            List<EpochRow> unfinished;
            try (Connection reading = database.getConnection()) {
                unfinished = rows.unfinished(reading);
                metrics.weightsAge(now.head(), rows.lastReveal(reading));
            }
            for (EpochRow row : unfinished) {
                switch (row.phase()) {
                    case OPEN -> challenge(row, now, lease);
                    case CHALLENGED -> score(connection, row, now, lease);
                    case SCORED -> commit(row, now, own, lease);
                    case COMMITTED -> reveal(row, now, lease);
                    case REVEALED -> settle(connection, row, now, lease);
                    case SETTLED, SKIPPED -> {}
                }
            }
        }
    }

    /** Every epoch in which this node led gets its row, if only to say why nothing came of it. */
    private void open(ChainNow now, Lease lease) throws SQLException {
        Metagraph snapshot = now.metagraph();
        EpochKey key = rows.key(now.epoch());
        boolean timeIsOver = now.head() >= lastChallengeBlock(snapshot.epochStart(), now);
        boolean hasMiner = work.hasMiner(key, snapshot);
        if (!timeIsOver && !hasMiner || isThere(now.epoch())) {
            return;
        }
        EpochRow row = new EpochRow(
                key,
                timeIsOver ? EpochPhase.SKIPPED : EpochPhase.OPEN,
                snapshot.epochStart(),
                snapshot.block(),
                secret(),
                null,
                -1,
                -1,
                clock.instant());
        SkipReason reason = hasMiner ? SkipReason.TOO_LATE : SkipReason.NO_MINER;
        change(lease, tx -> {
            rows.insert(tx, row, ScoringSpec.VERSION, timeIsOver ? reason : null, lease.token());
            if (!timeIsOver) {
                work.plan(tx, key, snapshot, row.secretSeed());
            }
        });
        if (timeIsOver) {
            metrics.skipped(reason);
            EpochLog.LOG.skipped(key.toString(), reason.note());
        } else {
            EpochLog.LOG.moved(key.toString(), EpochPhase.OPEN.text(), now.head());
        }
    }

    private boolean isThere(long epoch) throws SQLException {
        try (Connection reading = database.getConnection()) {
            return rows.find(reading, epoch).isPresent();
        }
    }

    private void challenge(EpochRow row, ChainNow now, Lease lease) throws SQLException {
        if (isMissed(row, now, lease)) {
            return;
        }
        long blocksLeft = lastChallengeBlock(row.firstBlock(), now) - now.head();
        boolean timeIsOver = blocksLeft <= 0;
        if (timeIsOver || waves.done(row.key(), now.blockTime().multipliedBy(blocksLeft))) {
            waves.end(row.key());
            move(
                    row,
                    now,
                    lease,
                    tx -> {
                        work.close(tx, row.key());
                        rows.move(tx, row, EpochPhase.CHALLENGED, lease.token());
                    },
                    EpochPhase.CHALLENGED);
        }
    }

    private void score(ChainConnection connection, EpochRow row, ChainNow now, Lease lease)
            throws SQLException, ChainException {
        Metagraph snapshot;
        try {
            snapshot = connection.metagraph(row.snapshotBlock());
        } catch (ChainException e) {
            if (e.reason() != Reason.STATE_PRUNED) {
                throw e;
            }
            skip(row, SkipReason.SNAPSHOT_GONE, Optional.empty(), lease);
            return;
        }
        move(
                row,
                now,
                lease,
                tx -> {
                    work.score(tx, row.key(), snapshot);
                    rows.move(tx, row, EpochPhase.SCORED, lease.token());
                },
                EpochPhase.SCORED);
    }

    private void commit(EpochRow row, ChainNow now, Optional<NeuronInfo> own, Lease lease) throws SQLException {
        Optional<Intent> intent = find(row, "commit");
        if (intent.isEmpty()) {
            decide(row, now, own, lease);
        } else if (intent.get().state() == Intent.State.REFUSED) {
            skip(row, SkipReason.COMMIT_REFUSED, intent.get().trouble(), lease);
        } else if (intent.get().state() == Intent.State.APPLIED) {
            move(
                    row,
                    now,
                    lease,
                    EpochPhase.COMMITTED,
                    "committed_block",
                    intent.get().block());
        }
    }

    private void decide(EpochRow row, ChainNow now, Optional<NeuronInfo> own, Lease lease) throws SQLException {
        if (isMissed(row, now, lease)) {
            return;
        }
        if (!own.map(NeuronInfo::validatorPermit).orElse(false)) {
            skip(row, SkipReason.NO_PERMIT, Optional.empty(), lease);
            return;
        }
        WeightRow weights;
        long lastCommit;
        boolean committing;
        try (Connection reading = database.getConnection()) {
            weights = work.weights(reading, row.key(), now.metagraph());
            lastCommit = rows.lastCommit(reading);
            committing = rows.isCommittingBefore(reading, row);
        }
        if (weights.byUid().isEmpty()) {
            skip(row, SkipReason.NO_SCORE, Optional.empty(), lease);
            return;
        }
        if (committing) {
            return; // the block that it ends up in says when the chain takes the next one
        }
        if (lastCommit >= 0
                && now.head() + 1 - lastCommit < now.rules().weighting().rateLimit()) {
            return; // the chain would refuse it; a later block won't
        }
        EpochRow.Decision decision = new EpochRow.Decision(weights, new Salt(secret()));
        change(lease, tx -> {
            rows.decide(tx, row, decision, lease.token());
            outbox.intend(
                    tx,
                    purpose(row, "commit"),
                    validator,
                    new CommitWeights(weights.commitment(row.key().chain(), validator, decision.salt())));
        });
    }

    private void reveal(EpochRow row, ChainNow now, Lease lease) throws SQLException {
        long due = commitEpoch(row, now) + now.rules().weighting().revealPeriod();
        if (now.epoch() < due) {
            return;
        }
        Optional<Intent> intent = find(row, "reveal");
        if (intent.isEmpty() && now.epoch() > due) {
            skip(row, SkipReason.NOT_REVEALED, Optional.empty(), lease);
        } else if (intent.isEmpty()) {
            EpochRow.Decision decision = decisionOf(row);
            change(
                    lease,
                    tx -> outbox.intend(
                            tx,
                            purpose(row, "reveal"),
                            validator,
                            new RevealWeights(decision.weights(), decision.salt())));
        } else if (intent.get().state() == Intent.State.REFUSED) {
            skip(row, SkipReason.REVEAL_REFUSED, intent.get().trouble(), lease);
        } else if (intent.get().state() == Intent.State.APPLIED) {
            move(
                    row,
                    now,
                    lease,
                    EpochPhase.REVEALED,
                    "revealed_block",
                    intent.get().block());
        }
    }

    /** The first settlement behind the reveal is the one that the weights count in. */
    private void settle(ChainConnection connection, EpochRow row, ChainNow now, Lease lease)
            throws SQLException, ChainException {
        Optional<Long> block = Settlements.firstBehind(connection, row.revealedBlock(), now);
        if (block.isPresent()) {
            move(row, now, lease, EpochPhase.SETTLED, "settled_block", block.get());
        }
    }

    /** Skips the epoch if it can't be committed any more. */
    private boolean isMissed(EpochRow row, ChainNow now, Lease lease) throws SQLException {
        if (now.isWithin(row.firstBlock(), now.head() + BLOCKS_TO_COMMIT)) {
            return false;
        }
        waves.end(row.key());
        skip(row, SkipReason.NOT_COMMITTED, Optional.empty(), lease);
        return true;
    }

    /** A commit that waited too long for its block counts for the epoch of that block. */
    private static long commitEpoch(EpochRow row, ChainNow now) {
        return row.key().epoch()
                + (row.committedBlock() - row.firstBlock()) / now.rules().tempo();
    }

    private static EpochRow.Decision decisionOf(EpochRow row) throws SQLException {
        EpochRow.Decision decision = row.decision();
        if (decision == null) {
            throw new SQLException(row + " was committed, but its weights aren't stored");
        }
        return decision;
    }

    private long lastChallengeBlock(long firstBlock, ChainNow now) {
        return firstBlock + (long) now.rules().tempo() * settings.challengePercent() / 100;
    }

    private Optional<Intent> find(EpochRow row, String step) throws SQLException {
        try (Connection reading = database.getConnection()) {
            return outbox.find(reading, purpose(row, step));
        }
    }

    private static String purpose(EpochRow row, String step) {
        return "weights/" + step + "/" + row.key().validator() + "/" + row.key().epoch();
    }

    private void skip(EpochRow row, SkipReason reason, Optional<String> detail, Lease lease) throws SQLException {
        String note = reason.note() + detail.map(why -> ": " + why).orElse("");
        change(lease, tx -> {
            if (row.phase() == EpochPhase.OPEN) {
                work.close(tx, row.key());
            }
            rows.skip(tx, row, note, lease.token());
        });
        metrics.left(row.phase(), Duration.between(row.updatedAt(), clock.instant()));
        metrics.skipped(reason);
        EpochLog.LOG.skipped(row.key().toString(), note);
    }

    /** @param blockColumn which of the row's blocks this one is */
    private void move(EpochRow row, ChainNow now, Lease lease, EpochPhase to, String blockColumn, long block)
            throws SQLException {
        move(row, now, lease, tx -> rows.move(tx, row, to, blockColumn, block, lease.token()), to);
    }

    private void move(EpochRow row, ChainNow now, Lease lease, Transactions.Change change, EpochPhase to)
            throws SQLException {
        change(lease, change);
        metrics.left(row.phase(), Duration.between(row.updatedAt(), clock.instant()));
        EpochLog.LOG.moved(row.key().toString(), to.text(), now.head());
    }

    private void change(Lease lease, Transactions.Change change) throws SQLException {
        transactions.run(tx -> {
            leases.requireHeld(tx, lease);
            change.in(tx);
        });
    }

    private String secret() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }
}
