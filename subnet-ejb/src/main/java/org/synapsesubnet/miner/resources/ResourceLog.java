package org.synapsesubnet.miner.resources;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages of this package: 2060–2069. */
@MessageLogger(projectCode = "SYN")
interface ResourceLog extends BasicLogger {

    ResourceLog LOG =
            Logger.getMessageLogger(MethodHandles.lookup(), ResourceLog.class, "org.synapsesubnet.fleet.resources");

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 2060, value = "No statistics of container %s: %s")
    void noStatistics(String container, String why);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 2061, value = "The graphics processors of %s tell nothing: %s")
    void gpuSilent(Series series, String why);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 2062, value = "What the fleet used can't be kept: %s")
    void notKept(String what, @Cause Throwable cause);
}
