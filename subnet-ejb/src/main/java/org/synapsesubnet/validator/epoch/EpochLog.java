package org.synapsesubnet.validator.epoch;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages of this package: 3060–3079. */
@MessageLogger(projectCode = "SYN")
interface EpochLog extends BasicLogger {

    EpochLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), EpochLog.class, "org.synapsesubnet.epoch");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3060, value = "%s is %s at block %d")
    void moved(String epoch, String phase, long block);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3061, value = "%s is skipped: %s")
    void skipped(String epoch, String note);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3062, value = "Epochs wait, as the chain doesn't answer: %s")
    void chainSilent(String why);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3063, value = "Epochs wait, as the database doesn't answer: %s")
    void databaseFails(String why);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3064, value = "Another node leads the epochs of %s now")
    void leadLost(String chain);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3065, value = "Challenges of %s broke off: %s")
    void challengesFailed(String epoch, String why);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3066, value = "Enrolling validator %s: %s")
    void enrolling(String validator, String step);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3068, value = "Forgot the evidence of %d challenges older than %s")
    void evidenceForgotten(int challenges, String retention);
}
