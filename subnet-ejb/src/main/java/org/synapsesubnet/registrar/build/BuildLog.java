package org.synapsesubnet.registrar.build;

import java.lang.invoke.MethodHandles;
import java.util.UUID;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages of this package: 2200–2209. */
@MessageLogger(projectCode = "SYN")
interface BuildLog extends BasicLogger {

    BuildLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), BuildLog.class, "org.synapsesubnet.build");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 2200, value = "Build %s of module %s is %s %s")
    void ended(UUID build, String module, String state, String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 2201, value = "Build %s was under way when the application ended; it failed")
    void wasInterrupted(UUID build);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 2202, value = "What build %s left on the builder can't be removed: %s")
    void leftBehind(UUID build, String why);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 2203, value = "The log of build %s can't be written: %s")
    void logLost(UUID build, String why);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 2204, value = "Build %s failed unexpectedly")
    void unexpected(UUID build, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 2205, value = "The files of build %s can't be removed: %s")
    void filesLeft(UUID build, String why);
}
