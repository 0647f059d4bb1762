package org.synapsesubnet.registrar.build;

import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.build.BuildState;
import org.synapsesubnet.api.problem.ProblemException;
import org.synapsesubnet.container.EngineException;

/**
 * One build from its turn to its end. What can be broken off runs on a thread of its own that knows no database: a
 * thread that is interrupted while it writes would take the embedded database's file with it.
 */
final class BuildRun implements Runnable {

    private final BuildOrder order;
    private final BuildRows rows;
    private final BuildLogRows logs;
    private final int logBytes;
    private final ImageMaker maker;
    private final BuildFolder files;
    private final Bell bell;
    private final ExecutorService threads;
    private @Nullable Ending brokenOff;
    private @Nullable Future<Ending> work;

    BuildRun(
            BuildOrder order,
            BuildRows rows,
            BuildLogRows logs,
            int logBytes,
            ImageMaker maker,
            BuildFolder files,
            Bell bell,
            ExecutorService threads) {
        this.order = order;
        this.rows = rows;
        this.logs = logs;
        this.logBytes = logBytes;
        this.maker = maker;
        this.files = files;
        this.bell = bell;
        this.threads = threads;
    }

    UUID id() {
        return order.id();
    }

    void cancel(String by) {
        breakOff(Ending.cancelled(by));
    }

    /** The application ends. */
    void interrupt() {
        breakOff(Ending.interrupted());
    }

    @Override
    public void run() {
        try {
            if (rows.begin(order.id())) {
                Ending ending = ending();
                removeFiles();
                end(ending);
            } else {
                removeFiles();
            }
        } catch (SQLException | RuntimeException e) {
            BuildLog.LOG.unexpected(order.id(), e);
        } finally {
            bell.ring();
        }
    }

    private Ending ending() {
        try (LogWriter log = new LogWriter(logs, order.id(), logBytes, bell, threads)) {
            Ending ending = worked(log);
            log.say(ending.reason() == null ? "" : ending.reason() + "\n");
            return ending;
        }
    }

    private Ending worked(LogWriter log) {
        try {
            return begin(log).get();
        } catch (CancellationException | InterruptedException e) {
            return broken();
        } catch (ExecutionException e) {
            return failed(e.getCause());
        }
    }

    private Ending failed(@Nullable Throwable cause) {
        synchronized (this) {
            if (brokenOff != null) {
                return brokenOff;
            }
        }
        return switch (cause) {
            case EngineException engine
            when engine.fault() == EngineException.Fault.DEADLINE_EXCEEDED ->
                Ending.failed("The build took too long (synapse.registrar.build-millis): " + engine.getMessage());
            case EngineException engine -> Ending.failed(String.valueOf(engine.getMessage()));
            case ProblemException problem -> Ending.failed(String.valueOf(problem.getMessage()));
            case BuildFailedException told -> Ending.failed(String.valueOf(told.getMessage()));
            case IOException broken -> Ending.failed("The context can't be read or written: " + broken.getMessage());
            case null, default -> {
                BuildLog.LOG.unexpected(order.id(), cause == null ? new IllegalStateException() : cause);
                yield Ending.failed("The application failed; its log tells more of build " + order.id() + ".");
            }
        };
    }

    private synchronized Future<Ending> begin(LogWriter log) {
        if (brokenOff != null) {
            throw new CancellationException();
        }
        Future<Ending> begun = threads.submit(() -> maker.make(order, log::say));
        work = begun;
        return begun;
    }

    private synchronized Ending broken() {
        return brokenOff == null ? Ending.interrupted() : brokenOff;
    }

    private synchronized void breakOff(Ending how) {
        if (brokenOff == null) {
            brokenOff = how;
        }
        if (work != null) {
            work.cancel(true);
        }
    }

    private void end(Ending ending) throws SQLException {
        boolean kept = rows.end(order.id(), ending);
        if (!kept || ending.state() != BuildState.SUCCEEDED) {
            unmake();
        }
        BuildLog.LOG.ended(
                order.id(), order.module(), ending.state().text(), ending.reason() == null ? "" : ending.reason());
    }

    private void unmake() {
        try {
            maker.unmake(order.id());
        } catch (EngineException e) {
            BuildLog.LOG.leftBehind(order.id(), String.valueOf(e.getMessage()));
        }
    }

    private void removeFiles() {
        try {
            files.remove(order.id());
        } catch (IOException e) {
            BuildLog.LOG.filesLeft(order.id(), e.toString());
        }
    }
}
