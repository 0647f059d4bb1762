package org.synapsesubnet.miner.models;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages of this package: 2050–2059. */
@MessageLogger(projectCode = "SYN")
interface ModelLog extends BasicLogger {

    ModelLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), ModelLog.class, "org.synapsesubnet.fleet.models");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 2050, value = "Model %2$s of miner %1$s is %3$s %4$s")
    void modelChanged(String miner, ModelName model, String state, String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 2051, value = "Model %2$s of miner %1$s failed, %3$d in a row: %4$s: %5$s")
    void modelFailed(String miner, ModelName model, int failures, String fault, String reason);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 2052, value = "Deleted model %2$s of miner %1$s: %3$s")
    void deleted(String miner, ModelName model, String why);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 2053, value = "Took the way out from %2$d containers of host %1$s that didn't pull")
    void egressMended(String host, int containers);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 2054, value = "Host %s: the way out of a container can't be closed yet: %s")
    void egressStuck(String host, String why);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 2055, value = "The models of host %s could not be looked after; trying again")
    void passFailed(String host, @Cause Throwable cause);
}
