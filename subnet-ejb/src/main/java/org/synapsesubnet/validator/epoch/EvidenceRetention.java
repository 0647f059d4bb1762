package org.synapsesubnet.validator.epoch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** Forgets what nobody will look at any more: the texts of old challenges. Verdicts, counts and scores stay. */
final class EvidenceRetention {

    /** Rows per call, so that no transaction gets long. */
    private static final int AT_ONCE = 1_000;

    private final DataSource database;
    private final Duration retention;
    private final InstantSource clock;

    EvidenceRetention(DataSource database, Duration retention, InstantSource clock) {
        this.database = database;
        this.retention = retention;
        this.clock = clock;
    }

    /** Forgets the evidence of some challenges that are older than the retention; how many. */
    int sweep() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement("""
                        UPDATE challenge SET evidence = NULL
                        WHERE (validator, chain_id, netuid, epoch, hotkey, number) IN (
                            SELECT validator, chain_id, netuid, epoch, hotkey, number FROM challenge
                            WHERE evidence IS NOT NULL AND judged_at < ? FETCH FIRST 1000 ROWS ONLY)""")) {
            update.setObject(1, clock.instant().minus(retention).atOffset(ZoneOffset.UTC));
            int forgotten = update.executeUpdate();
            if (forgotten > 0) {
                EpochLog.LOG.evidenceForgotten(forgotten, retention.toString());
            }
            return forgotten;
        }
    }

    /** Whether a sweep that forgot so many may have left some. */
    static boolean isFull(int forgotten) {
        return forgotten >= AT_ONCE;
    }
}
