package org.synapsesubnet.platform.server;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages of this package: 1030–1039. */
@MessageLogger(projectCode = "SYN")
interface ServerLog extends BasicLogger {

    ServerLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), ServerLog.class, ServerLog.class.getPackageName());

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 1030, value = "Hibernate's cache of annotations isn't where it was; a redeployment may leak: %s")
    void annotationsStayCached(String reason);
}
