package org.synapsesubnet.validator.gateway.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Group commit: one thread takes what has queued up while the last transaction ran, waits up to 2 ms for more where more
 * comes fast, writes it in one transaction and then tells all that wait. A lone request doesn't wait for company, nor do
 * few that each take long.
 *
 * <p>A failing database is tried again until it answers: an entry whose commit is in doubt meets its own primary key
 * the second time and counts as written.
 */
final class LedgerWriter implements Runnable {

    /** Rows per transaction at most. */
    private static final int GROUP = 512;

    /** How long a group waits for company: one commit costs as much as many rows. */
    private static final long LINGER_NANOS = 2_000_000;

    /** Rows that must be likely to come within the linger; for fewer nobody waits. */
    private static final int WORTH_WAITING_FOR = 2;

    private static final long LOOK_UP_MILLIS = 100;
    private static final String UNIQUE_VIOLATION = "23505";

    private final DataSource database;
    private final LedgerRows rows;
    private final BlockingQueue<LedgerEntry> queue;
    private final Duration pause;
    private final IntSupplier expected;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private long gatheredNanos = System.nanoTime();
    private volatile @Nullable SQLException trouble;

    /**
     * @param pause between two tries while the database fails
     * @param expected how many entries may come soon; none are waited for when it is 0
     */
    LedgerWriter(DataSource database, LedgerRows rows, int capacity, Duration pause, IntSupplier expected) {
        this.database = database;
        this.rows = rows;
        this.queue = new LinkedBlockingQueue<>(capacity);
        this.pause = pause;
        this.expected = expected;
    }

    /** Why the last transaction failed, null when it didn't. */
    @Nullable
    SQLException trouble() {
        return trouble;
    }

    /** Queues an entry; one that finds the queue full, or the writer gone, fails at once. */
    void write(LedgerEntry entry) {
        if (stopping.getCount() == 0 || !queue.offer(entry)) {
            entry.fail(new LedgerUnavailableException("The usage ledger takes no more rows", trouble));
        }
    }

    @Override
    public void run() {
        List<LedgerEntry> group = new ArrayList<>(GROUP);
        try {
            while (true) {
                LedgerEntry first = queue.poll(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    group.add(first);
                    gather(group);
                    commit(group);
                    group.clear();
                } else if (stopping.getCount() == 0) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stopping.countDown();
            queue.drainTo(group);
            group.forEach(entry -> entry.fail(new LedgerUnavailableException("The usage ledger has stopped", trouble)));
            ended.countDown();
        }
    }

    /** Takes what is there, and if that came fast, what comes within the linger while somebody may still send something. */
    private void gather(List<LedgerEntry> group) throws InterruptedException {
        queue.drainTo(group, GROUP - group.size());
        long start = System.nanoTime();
        long until = start + LINGER_NANOS;
        boolean fast = group.size() * LINGER_NANOS >= WORTH_WAITING_FOR * (start - gatheredNanos);
        while (fast && group.size() < GROUP && expected.getAsInt() > 0) {
            LedgerEntry next = queue.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                break;
            }
            group.add(next);
            queue.drainTo(group, GROUP - group.size());
        }
        gatheredNanos = System.nanoTime();
    }

    /** Writes what is queued, then ends. False when the deadline came first. */
    boolean stop(Duration deadline) {
        stopping.countDown();
        try {
            return ended.await(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void commit(List<LedgerEntry> group) throws InterruptedException {
        List<LedgerEntry> left = group;
        while (true) {
            try {
                if (left == group) {
                    transact(left);
                    left.forEach(LedgerEntry::complete);
                } else {
                    oneByOne(left);
                }
                trouble = null;
                return;
            } catch (SQLException e) {
                if (isAboutData(e) && left == group) {
                    left = new ArrayList<>(group);
                    continue;
                }
                left.removeIf(LedgerEntry::passing);
                if (trouble == null) {
                    LedgerLog.LOG.databaseFails(left.size(), e);
                }
                trouble = e;
                if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    left.forEach(entry -> entry.fail(e));
                    return;
                }
            }
        }
    }

    /** Finds the entry that the database refuses; those already written are taken off the list. */
    private void oneByOne(List<LedgerEntry> left) throws SQLException {
        while (!left.isEmpty()) {
            LedgerEntry entry = left.getFirst();
            try {
                transact(List.of(entry));
                entry.complete();
            } catch (SQLException e) {
                if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                    entry.complete();
                } else if (isAboutData(e)) {
                    LedgerLog.LOG.rowRefused(entry.getClass().getSimpleName(), e);
                    entry.fail(e);
                } else {
                    throw e;
                }
            }
            left.removeFirst();
        }
    }

    private void transact(List<LedgerEntry> group) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                rows.write(connection, group);
                connection.commit();
            } catch (SQLException e) {
                rollBack(connection, e);
                throw e;
            } catch (RuntimeException e) {
                rollBack(connection, e);
                throw new SQLException("The driver failed", e);
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** SQL states 22 (data) and 23 (integrity) tell of the row, all others of the database. */
    private static boolean isAboutData(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }
}
