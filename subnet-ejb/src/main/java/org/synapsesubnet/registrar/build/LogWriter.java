package org.synapsesubnet.registrar.build;

import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps what a build says. One thread writes; what comes while it does is written together next, so that a build that
 * says much doesn't wait for the database line by line.
 */
final class LogWriter implements AutoCloseable {

    private static final String CUT = "\nThe log is cut here: more isn't kept (synapse.registrar.build-log-bytes).\n";

    private final BuildLogRows rows;
    private final UUID build;
    private final int limit;
    private final Bell bell;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final StringBuilder pending = new StringBuilder();
    private int accepted;
    private boolean ended;
    private boolean written;

    /** @param limit characters that are kept */
    LogWriter(BuildLogRows rows, UUID build, int limit, Bell bell, Executor threads) {
        this.rows = rows;
        this.build = build;
        this.limit = limit;
        this.bell = bell;
        threads.execute(this::write);
    }

    /** Takes a piece; doesn't wait. */
    void say(String text) {
        lock.lock();
        try {
            if (ended || accepted > limit) {
                return;
            }
            String clean = clean(text);
            int room = limit - accepted;
            accepted += clean.length();
            pending.append(clean.length() <= room ? clean : clean.substring(0, whole(clean, room)) + CUT);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when all is written. */
    @Override
    public void close() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
            while (!written) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void write() {
        try {
            int number = 0;
            for (String piece = next(); !piece.isEmpty(); piece = next()) {
                rows.append(build, ++number, piece);
                bell.ring();
            }
        } catch (SQLException e) {
            // Its module may be gone, and the log with it; the build itself ends in its own way.
            BuildLog.LOG.logLost(build, e.toString());
        } finally {
            lock.lock();
            try {
                ended = true;
                written = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Waits for whole lines; empty when there are no more. */
    private String next() {
        lock.lock();
        try {
            while (wholeLines() == 0 && !ended) {
                changed.awaitUninterruptibly();
            }
            int most = Math.min(wholeLines() == 0 ? pending.length() : wholeLines(), BuildLogRows.MAX_TEXT);
            int length = whole(pending, most);
            String piece = pending.substring(0, length);
            pending.delete(0, length);
            return piece;
        } finally {
            lock.unlock();
        }
    }

    private int wholeLines() {
        return pending.length() > BuildLogRows.MAX_TEXT ? pending.length() : pending.lastIndexOf("\n") + 1;
    }

    /** A length that doesn't end within a character of two halves. */
    private static int whole(CharSequence text, int length) {
        return length > 1 && Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    }

    /** Terminals' codes and broken characters are left out: no database takes all of them. */
    private static String clean(String text) {
        return text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .codePoints()
                .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
                .map(c -> Character.getType(c) == Character.SURROGATE ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
