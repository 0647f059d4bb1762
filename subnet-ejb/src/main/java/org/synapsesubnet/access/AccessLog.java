package org.synapsesubnet.access;

import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages 1100 to 1199. */
@MessageLogger(projectCode = "SYN")
interface AccessLog {
    AccessLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), AccessLog.class, "org.synapsesubnet.access");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 1100, value = "First start: the operator's password and API key were written to %s")
    void credentialWritten(Path directory);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 1101, value = "Another node created the operator at the same time; this one uses that account")
    void anotherNodeWasFirst();
}
