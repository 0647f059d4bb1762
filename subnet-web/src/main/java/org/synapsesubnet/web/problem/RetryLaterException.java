package org.synapsesubnet.web.problem;

import org.synapsesubnet.api.problem.Problem;
import org.synapsesubnet.api.problem.ProblemException;

/** Ends a request with a problem that may be over in a while, and says so in {@code Retry-After}. */
public final class RetryLaterException extends ProblemException {
    private static final long serialVersionUID = 1L;

    private final long seconds;

    /** @param seconds until it is worth another try, 1 or more */
    public RetryLaterException(Problem problem, long seconds) {
        super(problem);
        this.seconds = Math.max(1, seconds);
    }

    long seconds() {
        return seconds;
    }
}
