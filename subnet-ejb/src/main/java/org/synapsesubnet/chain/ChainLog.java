package org.synapsesubnet.chain;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages of this package: 4020–4029. */
@MessageLogger(projectCode = "SYN")
interface ChainLog extends BasicLogger {

    ChainLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), ChainLog.class, "org.synapsesubnet.chain");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 4020, value = "The metagraph can't be read, what was read last goes on counting: %s")
    void metagraphUnreadable(String why);
}
