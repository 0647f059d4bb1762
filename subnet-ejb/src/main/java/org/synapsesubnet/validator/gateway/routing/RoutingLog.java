package org.synapsesubnet.validator.gateway.routing;

import java.lang.invoke.MethodHandles;
import java.net.URI;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages of this package: 3010–3019. */
@MessageLogger(projectCode = "SYN")
interface RoutingLog extends BasicLogger {

    RoutingLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), RoutingLog.class, "org.synapsesubnet.gateway");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3010, value = "Miner %s is %s")
    void minerChanged(String name, String state);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3011, value = "Miner %s, hotkey %s, is announced at %s")
    void minerFound(String name, String hotkey, URI axon);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3012, value = "Neuron %d, hotkey %s, isn't called: it %s")
    void neuronRefused(int uid, String hotkey, String reason);
}
