package org.synapsesubnet.chain.outbox;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.synapsesubnet.chain.api.KeyId;

/** Messages of this package: 4010–4019. */
@MessageLogger(projectCode = "SYN")
interface OutboxLog extends BasicLogger {

    OutboxLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), OutboxLog.class, "org.synapsesubnet.chain");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 4010, value = "%s is in block %d")
    void applied(String purpose, long block);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 4011, value = "%s was refused by the chain: %s")
    void refused(String purpose, String why);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 4012, value = "%s gets another nonce: %d was taken by another program")
    void nonceTaken(String purpose, long nonce);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 4013, value = "Commands of %s wait, as the chain doesn't answer: %s")
    void chainSilent(KeyId account, String why);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 4014, value = "Commands of %s are another node's now")
    void accountLost(KeyId account);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 4015, value = "The outbox can't be read or written: %s")
    void databaseFails(String why);
}
