package org.synapsesubnet.web.problem;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages 2100 to 2109. */
@MessageLogger(projectCode = "SYN")
interface ProblemLog {
    ProblemLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), ProblemLog.class, "org.synapsesubnet.web.problem");

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 2100, value = "Incident %s: a REST request failed unexpectedly")
    void unexpected(String incident, @Cause Throwable cause);
}
