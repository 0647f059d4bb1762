package org.synapsesubnet.container.docker;

import com.github.dockerjava.api.exception.BadRequestException;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineException.Fault;

/**
 * Makes calls end in time, and their failures speak our language. A call runs on a thread of its own, since a unix
 * socket knows no time-out; when time is over the thread is interrupted, and that closes the socket.
 */
final class Calls {

    private final ExecutorService threads;
    private final Duration deadline;

    Calls(ExecutorService threads, Duration deadline) {
        this.threads = threads;
        this.deadline = deadline;
    }

    Duration deadline() {
        return deadline;
    }

    /** A call whose answer matters. */
    <T> T ask(String what, Callable<T> call) throws EngineException {
        return ask(what, deadline, call);
    }

    /** A call with a deadline of its own. */
    <T> T ask(String what, Duration patience, Callable<T> call) throws EngineException {
        Future<T> answer = submit(what, call);
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new EngineException(Fault.DEADLINE_EXCEEDED, what + ": no answer within " + patience, e);
        } catch (ExecutionException e) {
            throw failure(what, Objects.requireNonNullElse(e.getCause(), e));
        } catch (CancellationException e) {
            throw new EngineException(Fault.UNREACHABLE, what + ": broken off", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(Fault.UNREACHABLE, what + ": interrupted", e);
        } finally {
            answer.cancel(true);
        }
    }

    /** A call that only has to be done; that it was done already is as good. */
    void tell(String what, Runnable call) throws EngineException {
        tell(what, deadline, call);
    }

    /** Like {@link #tell(String, Runnable)} with a deadline of its own. */
    void tell(String what, Duration patience, Runnable call) throws EngineException {
        ask(what, patience, () -> {
            try {
                call.run();
            } catch (NotModifiedException e) {
                return false;
            }
            return true;
        });
    }

    private <T> Future<T> submit(String what, Callable<T> call) throws EngineException {
        try {
            return threads.submit(call);
        } catch (RejectedExecutionException e) {
            throw new EngineException(Fault.UNREACHABLE, what + ": the engine was closed", e);
        }
    }

    /** What a failed call means; also of use where a call fails after its first answer. */
    static EngineException failure(String what, Throwable cause) {
        String message = what + ": " + said(cause);
        return new EngineException(
                switch (cause) {
                    case EngineException known -> known.fault();
                    case NotFoundException absent -> Fault.NOT_FOUND;
                    case BadRequestException bad -> refusal(bad);
                    case ConflictException conflict -> conflict(String.valueOf(conflict.getMessage()));
                    case DockerException refused ->
                        refused.getHttpStatus() / 100 == 4 ? refusal(refused) : Fault.ENGINE_FAILED;
                    default -> isBrokenLine(cause) ? Fault.UNREACHABLE : Fault.ENGINE_FAILED;
                },
                message,
                cause);
    }

    private static Fault refusal(DockerException refused) {
        // A network with containers answers 403.
        String message = String.valueOf(refused.getMessage());
        return message.contains("active endpoints") || message.contains("is in use") ? Fault.IN_USE : Fault.REFUSED;
    }

    private static Fault conflict(String message) {
        // A container's name and a service's.
        if (message.contains("already in use by container")
                || message.contains("name conflicts with an existing object")) {
            return Fault.NAME_TAKEN;
        }
        return message.contains("in use") ? Fault.IN_USE : Fault.WRONG_STATE;
    }

    private static boolean isBrokenLine(Throwable cause) {
        for (Throwable link = cause; link != null; link = link.getCause()) {
            if (link instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    /** The engine wraps its words into JSON; the library adds a status line before. */
    private static String said(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        int start = message.indexOf("{\"message\":\"");
        int end = message.lastIndexOf("\"}");
        return start < 0 || end < start + 12
                ? message
                : message.substring(start + 12, end).replace("\\\"", "\"");
    }
}
