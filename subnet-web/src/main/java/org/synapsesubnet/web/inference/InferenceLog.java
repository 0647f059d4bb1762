package org.synapsesubnet.web.inference;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages of the inference faces: 3100–3109. */
@MessageLogger(projectCode = "SYN")
interface InferenceLog extends BasicLogger {

    InferenceLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), InferenceLog.class, "org.synapsesubnet.gateway");

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 3100, value = "The caller of request %s left before its end")
    void callerLeft(String id);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 3101, value = "A request failed for a reason nobody thought of")
    void unexpected(@Cause Throwable cause);
}
