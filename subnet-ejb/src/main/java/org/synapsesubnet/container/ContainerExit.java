package org.synapsesubnet.container;

/**
 * How a container ended.
 *
 * @param code of its first process; 128 + n when signal n ended it
 * @param outOfMemory whether the kernel killed it for using more memory than it may
 * @param error the engine's word where the container couldn't be started, else empty
 */
public record ContainerExit(long code, boolean outOfMemory, String error) {

    /** In words, for people. */
    public String reason() {
        if (!error.isEmpty()) {
            return "couldn't be started: " + error;
        }
        if (outOfMemory) {
            return "killed: out of memory";
        }
        return code > 128 && code <= 128 + 64 ? "ended by signal " + (code - 128) : "ended with code " + code;
    }
}
