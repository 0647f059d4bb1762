package org.synapsesubnet.container.process;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All processes of one container, found by a variable that each inherits from the first: also those whose parent has
 * ended, and a first one whose supervisor died before it could write anything down.
 */
record Kin(String variable) {

    private static final String NAME = "SYNAPSE_CONTAINER";
    private static final Duration LOOK = Duration.ofMillis(50);

    /** What the kernel may take to end a process that was killed. */
    private static final Duration DEATH = Duration.ofSeconds(5);

    static Kin of(String container) {
        return new Kin(NAME + "=" + container);
    }

    static String variableName() {
        return NAME;
    }

    List<ProcessHandle> living() {
        return ProcessHandle.allProcesses()
                .filter(process -> Proc.hasVariable(process.pid(), variable))
                .filter(process ->
                        Proc.read(process.pid()).filter(seen -> !seen.isOver()).isPresent())
                .toList();
    }

    /** The one that the others come from. */
    Optional<ProcessHandle> first() {
        List<ProcessHandle> all = living();
        return all.stream()
                .filter(process -> process.parent().filter(all::contains).isEmpty())
                .findFirst();
    }

    /**
     * Asks the first to end, and ends all when the patience is over.
     *
     * @return whether all have ended
     */
    boolean end(Duration patience) throws InterruptedException {
        first().ifPresent(ProcessHandle::destroy);
        long start = System.nanoTime();
        List<ProcessHandle> left = living();
        while (!left.isEmpty()) {
            Duration taken = Duration.ofNanos(System.nanoTime() - start);
            if (taken.compareTo(patience.plus(DEATH)) > 0) {
                return false;
            }
            if (taken.compareTo(patience) > 0) {
                left.forEach(ProcessHandle::destroyForcibly);
            }
            Thread.sleep(LOOK);
            left = living();
        }
        return true;
    }
}
