package org.synapsesubnet.chain;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages of this package: 4020–4029. */
@MessageLogger(projectCode = "SYN")
interface MetagraphLog extends BasicLogger {

    MetagraphLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), MetagraphLog.class, "org.synapsesubnet.chain");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 4020, value = "The metagraph can't be read, the last one counts: %s")
    void unreadable(String reason);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 4021, value = "What a new block means could not be taken up by all")
    void stumbled(@Cause RuntimeException cause);
}
