package org.synapsesubnet.validator.gateway.relay;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages of this package: 3030–3039. */
@MessageLogger(projectCode = "SYN")
interface RelayLog extends BasicLogger {

    RelayLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), RelayLog.class, "org.synapsesubnet.gateway");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3030, value = "Miner %s doesn't tell about its models: %s")
    void catalogueFailed(String miner, String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3031, value = "Miner %s failed request %s: %s")
    void minerFailed(String miner, String request, String reason);
}
