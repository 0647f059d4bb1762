package org.synapsesubnet.registrar.verification;

import java.lang.invoke.MethodHandles;
import java.util.UUID;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages of this package: 2120–2129. */
@MessageLogger(projectCode = "SYN")
interface VerificationLog extends BasicLogger {

    VerificationLog LOG =
            Logger.getMessageLogger(MethodHandles.lookup(), VerificationLog.class, "org.synapsesubnet.registrar");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 2120, value = "Container or network of verification %s could not be removed: %s")
    void notRemoved(UUID verification, String why);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 2121, value = "Verification of release %s of %s: %s %s")
    void ended(String version, String module, String state, String reason);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 2122, value = "What verification %s came to could not be written down")
    void notKept(UUID verification, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 2123, value = "Verification of release %s of %s was interrupted when this node stopped")
    void interrupted(String version, String module);
}
