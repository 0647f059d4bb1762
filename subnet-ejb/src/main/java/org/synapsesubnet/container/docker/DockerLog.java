package org.synapsesubnet.container.docker;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages of this package: 2000–2009. */
@MessageLogger(projectCode = "SYN")
interface DockerLog extends BasicLogger {

    DockerLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), DockerLog.class, "org.synapsesubnet.container");

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 2000, value = "Connections to an engine closed with an error: %s")
    void closedWithError(String error);
}
