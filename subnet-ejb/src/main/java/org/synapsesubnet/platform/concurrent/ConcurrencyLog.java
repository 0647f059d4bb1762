package org.synapsesubnet.platform.concurrent;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages of this package: 1010–1019. */
@MessageLogger(projectCode = "SYN")
interface ConcurrencyLog extends BasicLogger {

    ConcurrencyLog LOG = Logger.getMessageLogger(
            MethodHandles.lookup(), ConcurrencyLog.class, ConcurrencyLog.class.getPackageName());

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 1010, value = "Tasks on virtual threads still ran %d s after they were interrupted")
    void tasksOutlivedTheApplication(long seconds);
}
