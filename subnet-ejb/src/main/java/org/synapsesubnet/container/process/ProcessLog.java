package org.synapsesubnet.container.process;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages of this package: 2005–2009. */
@MessageLogger(projectCode = "SYN")
interface ProcessLog extends BasicLogger {

    ProcessLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), ProcessLog.class, "org.synapsesubnet.container");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 2005, value = "How process %s ended couldn't be written down: %s")
    void exitNotNoted(String name, String error);
}
