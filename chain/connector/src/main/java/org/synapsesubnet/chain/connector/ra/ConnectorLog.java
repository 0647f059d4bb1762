package org.synapsesubnet.chain.connector.ra;

import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.synapsesubnet.chain.api.ChainIdentity;

/** Messages of the connector: 4000–4019. */
@MessageLogger(projectCode = "SYN")
interface ConnectorLog extends BasicLogger {

    ConnectorLog LOG =
            Logger.getMessageLogger(MethodHandles.lookup(), ConnectorLog.class, ConnectorLog.class.getPackageName());

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 4000, value = "Chain %s is open in %s at block %d, one block every %s")
    void started(ChainIdentity identity, Path store, long head, Duration interval);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 4001, value = "Chain %s is closed")
    void stopped(ChainIdentity identity);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 4002, value = "No block was sealed, the next interval tries again: %s")
    void sealingFailed(String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 4003, value = "Blocks were not taken (failure %d in a row), asking again in %d ms: %s")
    void deliveryFailed(int failures, long pauseMillis, String reason);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 4004, value = "Blocks are taken again after %d failures")
    void deliveryRecovered(int failures);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 4005,
            value = "A listener still worked on blocks when its time to stop was over; its transaction decides")
    void deliveryAbandoned();

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 4006, value = "The ledger was not closed cleanly")
    void closingFailed(@Cause RuntimeException cause);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 4007, value = "Why blocks were not taken")
    void deliveryFailure(@Cause Throwable cause);
}
