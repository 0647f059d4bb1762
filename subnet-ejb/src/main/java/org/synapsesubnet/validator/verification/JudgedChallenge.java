package org.synapsesubnet.validator.verification;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.identity.Hotkey;

/**
 * What scores are made of: one judged challenge, without its texts.
 *
 * @param completionTokens of the answer, 0 when there is none
 * @param firstTokenNanos 0 when no chunk came
 * @param comparedTokens null when the answer wasn't compared with the reference's
 * @param matchedTokens null with it
 * @param completeness length against the reference's in millionths, null with it
 * @param logprobError median absolute difference in millionths of a nat; null when none were compared
 * @param faults failed checks
 */
public record JudgedChallenge(
        ChallengeOutcome outcome,
        String model,
        long completionTokens,
        long firstTokenNanos,
        long totalNanos,
        @Nullable Integer comparedTokens,
        @Nullable Integer matchedTokens,
        @Nullable Integer completeness,
        @Nullable Long logprobError,
        int faults) {

    private static final String JUDGED = """
            select hotkey, outcome, model, completion_tokens, first_token_ns, total_ns, compared_tokens,
                matched_tokens, completeness, logprob_error, faults
            from challenge
            where validator = ? and chain_id = ? and netuid = ? and epoch = ? and state = 'judged'
            order by hotkey, number""";

    /** All that was judged in an epoch, by miner. */
    public static Map<Hotkey, List<JudgedChallenge>> read(Connection connection, EpochKey key) throws SQLException {
        Map<Hotkey, List<JudgedChallenge>> byMiner = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(JUDGED)) {
            ChallengeRows.setKey(select, 1, key);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    byMiner.computeIfAbsent(new Hotkey(row.getString(1)), any -> new ArrayList<>())
                            .add(of(row));
                }
            }
        }
        return byMiner;
    }

    private static JudgedChallenge of(ResultSet row) throws SQLException {
        return new JudgedChallenge(
                ChallengeOutcome.ofText(row.getString(2)),
                row.getString(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getObject(7, Integer.class),
                row.getObject(8, Integer.class),
                row.getObject(9, Integer.class),
                row.getObject(10, Long.class),
                row.getInt(11));
    }
}
