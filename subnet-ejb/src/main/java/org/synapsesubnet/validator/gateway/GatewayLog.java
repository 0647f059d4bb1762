package org.synapsesubnet.validator.gateway;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages of this package: 3000–3009. */
@MessageLogger(projectCode = "SYN")
interface GatewayLog extends BasicLogger {

    GatewayLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), GatewayLog.class, "org.synapsesubnet.gateway");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3000, value = "The gateway takes requests; %d miners are known so far")
    void started(int miners);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3001, value = "No session with miner %s: %s")
    void sessionRefused(String miner, String reason);
}
