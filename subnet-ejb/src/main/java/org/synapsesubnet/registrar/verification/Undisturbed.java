package org.synapsesubnet.registrar.verification;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.synapsesubnet.container.EngineException;

/**
 * What is asked of an engine happens even when nobody waits for the answer any more, and nobody knows when: one who broke
 * off the asking couldn't take away what comes of it. So it is asked on another thread, and an interruption of the one
 * that waits is heeded afterwards. It ends since each call to an engine has a deadline.
 */
final class Undisturbed {

    private Undisturbed() {}

    /** What is asked. */
    interface Request<T> {
        T ask() throws EngineException;
    }

    /** @return the answer; the calling thread is interrupted where it was before or meanwhile */
    static <T> T ask(ExecutorService threads, Request<T> request) throws EngineException {
        Future<T> answer = threads.submit(request::ask);
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return answer.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case EngineException known -> throw known;
                case RuntimeException broken -> throw broken;
                case Error broken -> throw broken;
                case null, default -> throw new IllegalStateException(e);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
