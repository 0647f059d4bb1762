package org.synapsesubnet.container;

import org.jspecify.annotations.Nullable;

/** An engine didn't do what was asked. The {@link Fault} says why, in a form that code can act on. */
public class EngineException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why an engine refused or failed. */
    public enum Fault {
        /** The engine can't be reached, or broke off. What was asked may have happened. */
        UNREACHABLE,
        /** The answer didn't come within the call's deadline. What was asked may have happened. */
        DEADLINE_EXCEEDED,
        /** There is no such container, image, volume or network. */
        NOT_FOUND,
        /** There is a container of that name. */
        NAME_TAKEN,
        /** Something still uses it. */
        IN_USE,
        /** The container is in a state that doesn't allow it. */
        WRONG_STATE,
        /** The engine doesn't take the request as it is. */
        REFUSED,
        /** Our own policy doesn't allow it; the engine wasn't asked. */
        POLICY_VIOLATED,
        /** The engine tried and failed, for instance for want of space or of a device. */
        ENGINE_FAILED
    }

    private final Fault fault;

    public EngineException(Fault fault, String message) {
        this(fault, message, null);
    }

    public EngineException(Fault fault, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }

    /** Whether the engine as a whole is out of reach, so that asking for something else is in vain too. */
    public boolean isEngineLost() {
        return fault == Fault.UNREACHABLE || fault == Fault.DEADLINE_EXCEEDED;
    }
}
