package org.synapsesubnet.web.security;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages 2110 to 2119. */
@MessageLogger(projectCode = "SYN")
interface SecurityLog {
    SecurityLog LOG =
            Logger.getMessageLogger(MethodHandles.lookup(), SecurityLog.class, "org.synapsesubnet.web.security");

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 2110, value = "An API key could not be checked")
    void keyNotChecked(@Cause Throwable cause);
}
