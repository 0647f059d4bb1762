package org.synapsesubnet.miner.scaling;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages of this package: 2070–2079. */
@MessageLogger(projectCode = "SYN")
interface ScalingLog extends BasicLogger {

    ScalingLog LOG =
            Logger.getMessageLogger(MethodHandles.lookup(), ScalingLog.class, "org.synapsesubnet.fleet.scaling");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 2070, value = "Miner %s goes from %d to %d replicas: %s")
    void scaled(String miner, int from, int to, String reason);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 2071, value = "Miner %s wakes: somebody asks for %s")
    void woken(String miner, String model);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 2072, value = "Miners can't be scaled now; trying again")
    void notScaled(@Cause Throwable cause);
}
