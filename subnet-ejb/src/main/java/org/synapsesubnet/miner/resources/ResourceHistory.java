package org.synapsesubnet.miner.resources;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.synapsesubnet.platform.persistence.Transactions;

/**
 * What the fleet's containers used in the past: finely for a short time, ever more coarsely for longer, so that the
 * rows of a container are bounded by its resolutions. Slots are kept with their least, mean and most value.
 */
public final class ResourceHistory {

    /** What happened within a slot is written a little later; nothing is made of it before. */
    private static final Duration LATE = Duration.ofSeconds(20);

    private static final List<String> FIGURES = Stream.of(Measure.values())
            .flatMap(measure -> Stream.of("_least", "_mean", "_most").map(part -> measure.column() + part))
            .toList();
    private static final String COLUMNS = String.join(", ", FIGURES);

    private final DataSource database;
    private final Transactions transactions;
    private final List<Resolution> resolutions;

    /** @param resolutions the finest first, each a multiple of the one before */
    public ResourceHistory(DataSource database, List<Resolution> resolutions) {
        this.database = database;
        this.transactions = new Transactions(database);
        this.resolutions = List.copyOf(resolutions);
    }

    /** The finest first. */
    public List<Resolution> resolutions() {
        return resolutions;
    }

    Resolution finest() {
        return resolutions.getFirst();
    }

    /** Writes slots of the finest resolution; those of a miner that is gone are dropped. */
    void write(List<Slot> slots) throws SQLException {
        String sql = "insert into fleet_resource (miner, ordinal, part, step, at_second, samples, " + COLUMNS
                + ") select name, ?, ?, ?, ?, ?, " + "?, ".repeat(FIGURES.size() - 1)
                + "? from fleet_miner where name = ?";
        transactions.run(transaction -> {
            try (PreparedStatement insert = transaction.prepareStatement(sql)) {
                for (Slot slot : slots) {
                    set(insert, slot);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        });
    }

    /** Makes slots of each coarser resolution of those of the finer one, once they are complete. */
    void rollUp(Instant now) throws SQLException {
        for (int level = 1; level < resolutions.size(); level++) {
            rollUp(resolutions.get(level - 1), resolutions.get(level), now.getEpochSecond());
        }
    }

    private void rollUp(Resolution fine, Resolution coarse, long now) throws SQLException {
        long from = fine.step().toSeconds();
        long to = coarse.step().toSeconds();
        long end = now - from - LATE.toSeconds();
        try {
            transactions.run(transaction -> {
                try (PreparedStatement insert = transaction.prepareStatement(rollUpSql(from, to))) {
                    insert.setLong(1, lastEnd(transaction, to));
                    insert.setLong(2, end - Math.floorMod(end, to));
                    insert.executeUpdate();
                }
            });
        } catch (SQLException e) {
            // Another node was at it at the same time and was faster: its rows are the same.
            if (!String.valueOf(e.getSQLState()).startsWith("23")) {
                throw e;
            }
        }
    }

    /** The steps stand in the text, since a database takes two parameters of the same value for different groups. */
    private static String rollUpSql(long from, long to) {
        String start = "at_second - mod(at_second, " + to + ")";
        String figures = Stream.of(Measure.values())
                .map(Measure::column)
                .map(column -> "min(%1$s_least), sum(%1$s_mean * samples) / sum(case when %1$s_mean is null then null"
                                .formatted(column)
                        + " else samples end), max(" + column + "_most)")
                .collect(Collectors.joining(", "));
        return "insert into fleet_resource (miner, ordinal, part, step, at_second, samples, " + COLUMNS
                + ") select miner, ordinal, part, " + to + ", " + start + ", sum(samples), " + figures
                + " from fleet_resource where step = " + from + " and at_second >= ? and at_second < ?"
                + " group by miner, ordinal, part, " + start;
    }

    private static long lastEnd(Connection connection, long step) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select max(at_second) from fleet_resource where step = ?")) {
            query.setLong(1, step);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                long last = row.getLong(1);
                return row.wasNull() ? 0 : last + step;
            }
        }
    }

    /** Deletes what is older than its resolution keeps, and what is of no resolution any more. */
    void forget(Instant now) throws SQLException {
        String kept = resolutions.stream()
                .map(resolution -> Long.toString(resolution.step().toSeconds()))
                .collect(Collectors.joining(", "));
        try (Connection connection = database.getConnection()) {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from fleet_resource where step = ? and at_second < ?")) {
                for (Resolution resolution : resolutions) {
                    delete.setLong(1, resolution.step().toSeconds());
                    delete.setLong(2, now.minus(resolution.kept()).getEpochSecond());
                    delete.executeUpdate();
                }
            }
            try (Statement delete = connection.createStatement()) {
                delete.executeUpdate("delete from fleet_resource where step not in (" + kept + ")");
            }
        }
    }

    /**
     * A miner's slots, by replica, part and time.
     *
     * @param from the first start
     * @param to no start from here on
     * @param most how many at most; the first ones
     */
    public List<Slot> read(String miner, Resolution resolution, Instant from, Instant to, int most)
            throws SQLException {
        String sql = "select ordinal, part, at_second, samples, " + COLUMNS
                + " from fleet_resource where miner = ? and step = ? and at_second >= ? and at_second < ?"
                + " order by ordinal, part, at_second fetch first " + most + " rows only";
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, miner);
            query.setLong(2, resolution.step().toSeconds());
            query.setLong(3, from.getEpochSecond());
            query.setLong(4, to.getEpochSecond());
            try (ResultSet row = query.executeQuery()) {
                var found = new ArrayList<Slot>();
                while (row.next()) {
                    found.add(slot(miner, row));
                }
                return found;
            }
        }
    }

    private void set(PreparedStatement insert, Slot slot) throws SQLException {
        insert.setInt(1, slot.series().ordinal());
        insert.setString(2, slot.series().part());
        insert.setLong(3, finest().step().toSeconds());
        insert.setLong(4, slot.start().getEpochSecond());
        insert.setInt(5, slot.samples());
        int column = 6;
        for (Measure measure : Measure.values()) {
            Spread spread = slot.of(measure);
            if (spread == null) {
                for (int part = 0; part < 3; part++) {
                    insert.setNull(column++, Types.DOUBLE);
                }
            } else {
                insert.setDouble(column++, spread.least());
                insert.setDouble(column++, spread.mean());
                insert.setDouble(column++, spread.most());
            }
        }
        insert.setString(column, slot.series().miner());
    }

    private static Slot slot(String miner, ResultSet row) throws SQLException {
        Map<Measure, Spread> figures = new EnumMap<>(Measure.class);
        int column = 5;
        for (Measure measure : Measure.values()) {
            double least = row.getDouble(column);
            if (!row.wasNull()) {
                figures.put(measure, new Spread(least, row.getDouble(column + 1), row.getDouble(column + 2)));
            }
            column += 3;
        }
        return new Slot(
                new Series(miner, row.getInt(1), row.getString(2)),
                Instant.ofEpochSecond(row.getLong(3)),
                row.getInt(4),
                figures);
    }
}
