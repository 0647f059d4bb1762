package org.synapsesubnet.axon;

import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps Helidon's chatter out of a miner's output, unless its owner has set levels: the axon itself says in one line
 * that it listens, or why it can't.
 */
final class HelidonLogs {

    /** Kept here because the logging system itself holds its loggers weakly. */
    private static final Map<Logger, Level> QUIET = Map.of(
            Logger.getLogger("io.helidon"),
            Level.WARNING,
            // Reports a taken port with a stack trace, and otherwise only that it started and stopped.
            Logger.getLogger("io.helidon.webserver.LoomServer"),
            Level.OFF);

    private HelidonLogs() {}

    static void quieten() {
        QUIET.forEach((logger, level) -> {
            if (logger.getLevel() == null) {
                logger.setLevel(level);
            }
        });
    }
}
