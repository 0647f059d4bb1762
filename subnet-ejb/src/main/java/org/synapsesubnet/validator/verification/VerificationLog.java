package org.synapsesubnet.validator.verification;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages of this package: 3100–3109. */
@MessageLogger(projectCode = "SYN")
interface VerificationLog extends BasicLogger {

    VerificationLog LOG =
            Logger.getMessageLogger(MethodHandles.lookup(), VerificationLog.class, "org.synapsesubnet.verification");

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 3100, value = "The answer of miner %s isn't checked against the reference: %s")
    void referenceFailed(String miner, String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3101, value = "The trusted reference doesn't tell about its models: %s")
    void referenceSilent(String reason);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3102, value = "%s: %d challenges are planned for %d miners")
    void planned(EpochKey epoch, int challenges, int miners);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3103, value = "%s: a wave of %d challenges took %d ms; %d are left")
    void waveOver(EpochKey epoch, int challenges, long millis, int left);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3104, value = "Challenge %d of miner %s stays planned: %s")
    void verdictLost(int number, String miner, String reason);
}
