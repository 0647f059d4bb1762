package org.synapsesubnet.container.process;

import java.util.Optional;

/**
 * Which process it is: numbers are used again, but not with the same beginning.
 *
 * @param pid its number
 * @param startTicks when it began, in ticks since this machine did
 */
record Run(long pid, long startTicks) {

    static Optional<Run> of(ProcessHandle process) {
        return Proc.read(process.pid()).map(seen -> new Run(process.pid(), seen.startTicks()));
    }

    /** The process, while it lives; one that has ended and that nobody has asked for its end counts as ended. */
    Optional<ProcessHandle> process() {
        return Proc.read(pid)
                        .filter(seen -> seen.startTicks() == startTicks && !seen.isOver())
                        .isPresent()
                ? ProcessHandle.of(pid)
                : Optional.empty();
    }
}
