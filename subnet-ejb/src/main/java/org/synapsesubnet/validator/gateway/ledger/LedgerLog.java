package org.synapsesubnet.validator.gateway.ledger;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages of this package: 3020–3029. */
@MessageLogger(projectCode = "SYN")
interface LedgerLog extends BasicLogger {

    LedgerLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), LedgerLog.class, "org.synapsesubnet.gateway");

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 3020,
            value = "Usage can't be written (%d rows wait); requests are refused until the database answers")
    void databaseFails(int rows, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 3021, value = "The database refuses a row of the usage ledger: %s")
    void rowRefused(String kind, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3022, value = "Recovered %d requests and closed %d slabs that node %s left open")
    void recovered(int requests, int slabs, String node);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3023, value = "The usage ledger did not finish writing in time")
    void stoppedLate();
}
