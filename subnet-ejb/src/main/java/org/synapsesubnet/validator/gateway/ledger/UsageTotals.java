package org.synapsesubnet.validator.gateway.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Sums of the usage ledger, per model and per miner, since the first start: read once, then kept in memory. */
public final class UsageTotals {

    private static final String ALL = """
            select model, count(*), sum(prompt_tokens), sum(completion_tokens) from usage_record group by model""";
    private static final String BY_HOTKEY = """
            select hotkey, count(*), sum(prompt_tokens), sum(completion_tokens) from usage_record
            where hotkey is not null group by hotkey""";

    private final DataSource database;
    private final Map<String, Sum> models = new ConcurrentHashMap<>();
    private final Map<String, Sum> hotkeys = new ConcurrentHashMap<>();

    UsageTotals(DataSource database) {
        this.database = database;
    }

    /** What was used of one model, in requests and tokens, by all callers of this deployment. */
    public record OfModel(String model, long requests, long promptTokens, long completionTokens) {}

    /** What one miner served, in requests and tokens, to all callers of this deployment. */
    public record OfMiner(long requests, long promptTokens, long completionTokens) {

        /** Nothing yet. */
        public static final OfMiner NONE = new OfMiner(0, 0, 0);
    }

    private record Sum(LongAdder requests, LongAdder prompt, LongAdder completion) {
        Sum() {
            this(new LongAdder(), new LongAdder(), new LongAdder());
        }
    }

    void load() throws SQLException {
        try (Connection connection = database.getConnection()) {
            load(connection, ALL, models);
            load(connection, BY_HOTKEY, hotkeys);
        }
    }

    private static void load(Connection connection, String sql, Map<String, Sum> sums) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                add(sums, rows.getString(1), rows.getLong(2), rows.getLong(3), rows.getLong(4));
            }
        }
    }

    /** @param hotkey of the miner that served last; null when none did */
    void add(UsageSubject subject, @Nullable String hotkey, TokenCount tokens) {
        add(models, subject.model(), 1, tokens.prompt(), tokens.completion());
        if (hotkey != null) {
            add(hotkeys, hotkey, 1, tokens.prompt(), tokens.completion());
        }
    }

    private static void add(Map<String, Sum> sums, String key, long requests, long prompt, long completion) {
        Sum sum = sums.computeIfAbsent(key, any -> new Sum());
        sum.requests().add(requests);
        sum.prompt().add(prompt);
        sum.completion().add(completion);
    }

    /** Since the first start, what the miner with this hotkey served; counts this node's requests as they end. */
    public OfMiner ofMiner(String hotkey) {
        Sum sum = hotkeys.get(hotkey);
        return sum == null
                ? OfMiner.NONE
                : new OfMiner(
                        sum.requests().sum(),
                        sum.prompt().sum(),
                        sum.completion().sum());
    }

    /** Since the first start, by model name; counts this node's requests as they end. */
    public List<OfModel> byModel() {
        return models.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new OfModel(
                        entry.getKey(),
                        entry.getValue().requests().sum(),
                        entry.getValue().prompt().sum(),
                        entry.getValue().completion().sum()))
                .toList();
    }
}
