package org.synapsesubnet.registrar.verification;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.passport.Passport;
import org.synapsesubnet.api.passport.StageReport;
import org.synapsesubnet.api.passport.VerificationStage;
import org.synapsesubnet.api.passport.VerificationState;

/** A verification under way: it is held to its time, may be broken off, and its end is written down. */
final class VerificationRun implements Progress {
    private static final long SECONDS_TO_CLEAR = 5;

    private final VerificationStarted subject;
    private final Verification verification;
    private final VerificationBook book;
    private final ExecutorService threads;
    private final CountDownLatch cleared = new CountDownLatch(1);
    private volatile @Nullable Future<Verification.Outcome> work;
    private volatile @Nullable String cancelledBy;
    private volatile boolean stopping;

    VerificationRun(
            VerificationStarted subject, Verification verification, VerificationBook book, ExecutorService threads) {
        this.subject = subject;
        this.verification = verification;
        this.book = book;
        this.threads = threads;
    }

    /** Returns when it has ended and that is written down. */
    void run(Duration limit) {
        try {
            conclude(limit);
        } catch (SQLException | RuntimeException e) {
            VerificationLog.LOG.notKept(subject.id(), e);
            failed();
        }
    }

    /** So that it doesn't seem to run for ever. */
    private void failed() {
        try {
            book.end(subject.id(), VerificationState.FAILED, "what it came to couldn't be written down");
        } catch (SQLException e) {
            VerificationLog.LOG.notKept(subject.id(), e);
        }
    }

    private void conclude(Duration limit) throws SQLException {
        Future<Verification.Outcome> running = threads.submit(() -> {
            try {
                return verification.of(subject.id(), subject.release(), this);
            } finally {
                cleared.countDown();
            }
        });
        work = running;
        if (cancelledBy != null || stopping) {
            running.cancel(true);
        }
        try {
            Verification.Outcome outcome = running.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            book.pass(subject, outcome);
            Passport passport = outcome.passport();
            told(
                    passport.passed() ? VerificationState.PASSED : VerificationState.REFUSED,
                    String.valueOf(passport.refusals()));
        } catch (TimeoutException e) {
            end(VerificationState.FAILED, "it took longer than " + limit);
        } catch (CancellationException e) {
            broken();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof InterruptedException) {
                broken();
            } else {
                end(VerificationState.FAILED, cause.getMessage() == null ? cause.toString() : cause.getMessage());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
            broken();
        } finally {
            running.cancel(true);
        }
    }

    /** One that stops with the server stays as it is: the next start takes away what is left, and says so. */
    private void broken() throws SQLException {
        if (cancelledBy != null) {
            end(VerificationState.CANCELLED, "by " + cancelledBy);
        }
    }

    private void end(VerificationState state, String reason) throws SQLException {
        book.end(subject.id(), state, reason);
        told(state, reason);
    }

    private void told(VerificationState state, String reason) {
        VerificationLog.LOG.ended(subject.release().version(), subject.release().module(), state.text(), reason);
    }

    void cancel(String by) {
        cancelledBy = by;
        breakOff();
    }

    /** The server stops: returns when the container is gone, or too long a time is over. */
    void stop() {
        stopping = true;
        breakOff();
        try {
            cleared.await(SECONDS_TO_CLEAR, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void breakOff() {
        Future<Verification.Outcome> running = work;
        if (running != null) {
            running.cancel(true);
        }
    }

    @Override
    public void enters(VerificationStage stage) {
        book.enters(subject.id(), stage);
    }

    @Override
    public void ended(StageReport report) {
        book.keeps(subject.id(), report);
    }
}
