package org.synapsesubnet.validator.verification;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.validator.gateway.ledger.TokenCount;

/** The challenges' SQL. Each method is one statement in the connection's transaction. */
final class ChallengeRows {

    private static final int LONGEST_DETAIL = 500;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");
    private static final String OF_EPOCH = " where validator = ? and chain_id = ? and netuid = ? and epoch = ?";
    private static final String ANY = "select 1 from challenge" + OF_EPOCH + " fetch first 1 row only";
    private static final String INSERT = """
            insert into challenge (validator, chain_id, netuid, epoch, hotkey, number, uid, model, request, moment,
                probe_seed, state, planned_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'planned', ?)""";
    private static final String PLANNED =
            "select hotkey, number, uid, model, request, moment, probe_seed from challenge" + OF_EPOCH
                    + " and state = 'planned' order by moment, hotkey, number";
    private static final String COUNT = "select count(*) from challenge" + OF_EPOCH + " and state = 'planned'";
    private static final String JUDGE = """
            update challenge set state = 'judged', outcome = ?, detail = ?, prompt_tokens = ?, completion_tokens = ?,
                first_token_ns = ?, total_ns = ?, compared_tokens = ?, matched_tokens = ?, completeness = ?,
                logprob_error = ?, faults = ?, answer_digest = ?, evidence = ?, judged_at = ?""" + OF_EPOCH + " and hotkey = ? and number = ? and state = 'planned'";
    private static final String MISS = "update challenge set state = 'judged', outcome = 'missed', judged_at = ?"
            + OF_EPOCH + " and state = 'planned'";
    private static final String SAID = "select 1 from challenge where hotkey = ? and answer_digest = ?"
            + " and request <> ? fetch first 1 row only";

    private ChallengeRows() {}

    static boolean any(Connection connection, EpochKey key) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ANY)) {
            setKey(select, 1, key);
            try (ResultSet found = select.executeQuery()) {
                return found.next();
            }
        }
    }

    static void insert(Connection connection, EpochKey key, List<Challenge> challenges, Instant now)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Challenge challenge : challenges) {
                int next = setKey(insert, 1, key);
                insert.setString(next++, challenge.hotkey().address());
                insert.setInt(next++, challenge.number());
                insert.setInt(next++, challenge.uid());
                insert.setString(next++, challenge.model());
                insert.setString(next++, challenge.request());
                insert.setInt(next++, challenge.moment());
                insert.setLong(next++, challenge.probeSeed());
                insert.setObject(next, now.atOffset(ZoneOffset.UTC));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Those not judged yet, in the order in which they are due. */
    static List<Challenge> planned(Connection connection, EpochKey key) throws SQLException {
        List<Challenge> challenges = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(PLANNED)) {
            setKey(select, 1, key);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    challenges.add(new Challenge(
                            new Hotkey(row.getString(1)),
                            row.getInt(2),
                            row.getInt(3),
                            row.getString(4),
                            row.getString(5),
                            row.getInt(6),
                            row.getLong(7)));
                }
            }
        }
        return challenges;
    }

    static int countPlanned(Connection connection, EpochKey key) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COUNT)) {
            setKey(select, 1, key);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** Keeps a verdict unless there is one already. */
    static boolean judge(Connection connection, EpochKey key, Challenge challenge, Verdict verdict, Instant now)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(JUDGE)) {
            TokenCount tokens = verdict.tokens();
            Agreement agreement = verdict.agreement().orElse(null);
            update.setString(1, verdict.outcome().text());
            update.setString(2, shortened(verdict.detail()));
            setLong(update, 3, tokens == null ? null : tokens.prompt());
            setLong(update, 4, tokens == null ? null : tokens.completion());
            setLong(update, 5, verdict.firstTokenNanos() == 0 ? null : verdict.firstTokenNanos());
            setLong(update, 6, verdict.totalNanos());
            setInt(update, 7, agreement == null ? null : agreement.compared());
            setInt(update, 8, agreement == null ? null : agreement.matched());
            setInt(update, 9, agreement == null ? null : agreement.completeness());
            setLong(
                    update,
                    10,
                    verdict.logprobError().isEmpty()
                            ? null
                            : verdict.logprobError().getAsLong());
            update.setInt(11, verdict.faults());
            update.setString(12, verdict.digest());
            update.setString(13, verdict.evidence());
            update.setObject(14, now.atOffset(ZoneOffset.UTC));
            int next = setKey(update, 15, key);
            update.setString(next++, challenge.hotkey().address());
            update.setInt(next, challenge.number());
            return update.executeUpdate() == 1;
        }
    }

    static int miss(Connection connection, EpochKey key, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(MISS)) {
            update.setObject(1, now.atOffset(ZoneOffset.UTC));
            setKey(update, 2, key);
            return update.executeUpdate();
        }
    }

    /** Whether this miner gave the same text to another question. */
    static boolean saidBefore(Connection connection, Challenge challenge, String digest) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SAID)) {
            select.setString(1, challenge.hotkey().address());
            select.setString(2, digest);
            select.setString(3, challenge.request());
            try (ResultSet found = select.executeQuery()) {
                return found.next();
            }
        }
    }

    /** @return the index behind the key's four columns */
    static int setKey(PreparedStatement statement, int first, EpochKey key) throws SQLException {
        statement.setString(first, key.validator().address());
        statement.setString(first + 1, key.chain().chainId());
        statement.setInt(first + 2, key.chain().netuid());
        statement.setLong(first + 3, key.epoch());
        return first + 4;
    }

    private static void setLong(PreparedStatement row, int column, @Nullable Long value) throws SQLException {
        if (value == null) {
            row.setNull(column, Types.BIGINT);
        } else {
            row.setLong(column, value);
        }
    }

    private static void setInt(PreparedStatement row, int column, @Nullable Integer value) throws SQLException {
        if (value == null) {
            row.setNull(column, Types.INTEGER);
        } else {
            row.setInt(column, value);
        }
    }

    /** A miner's own words may be in it: PostgreSQL refuses a text with a zero character. */
    private static String shortened(String detail) {
        String plain = CONTROL.matcher(detail).replaceAll(" ");
        return plain.length() <= LONGEST_DETAIL ? plain : plain.substring(0, LONGEST_DETAIL);
    }
}
