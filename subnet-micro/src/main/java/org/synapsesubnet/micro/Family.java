package org.synapsesubnet.micro;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every process that was started, and how they end: first who takes requests, then who serves them. */
final class Family {

    private static final Duration FOR_THE_SERVER = Duration.ofSeconds(12);
    private static final Duration FOR_A_MINER = Duration.ofSeconds(2);

    private final Console console;
    private final List<Supervisor> miners = new ArrayList<>();
    private @Nullable Child server;
    private volatile boolean ending;

    Family(Console console) {
        this.console = console;
    }

    synchronized void serve(Child started) {
        server = started;
        if (ending) {
            started.askToEnd();
        }
    }

    synchronized void supervise(Supervisor miner) {
        miners.add(miner);
        if (ending) {
            miner.askToEnd();
        }
    }

    boolean isEnding() {
        return ending;
    }

    /** Returns when no process is left; runs as the JVM's shutdown hook. */
    synchronized void end() {
        ending = true;
        try {
            if (server != null) {
                console.say("stopping …");
                server.askToEnd();
                server.awaitEnd(FOR_THE_SERVER);
            }
            miners.forEach(Supervisor::askToEnd);
            for (Supervisor miner : miners) {
                miner.awaitEnd(FOR_A_MINER);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
