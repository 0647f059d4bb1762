package org.synapsesubnet.rollout;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages of this package: 2090–2099. */
@MessageLogger(projectCode = "SYN")
interface RolloutLog extends BasicLogger {

    RolloutLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), RolloutLog.class, "org.synapsesubnet.rollout");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 2090, value = "Deployment %s goes from %s to %s: %s %s")
    void moved(String deployment, String from, String to, String state, String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 2091, value = "The roll-out of deployment %s can't be looked at")
    void stumbled(String deployment, @Cause Exception cause);
}
