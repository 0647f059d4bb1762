package org.synapsesubnet.platform.persistence;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages of this package: 1020–1029. */
@MessageLogger(projectCode = "SYN")
interface PersistenceLog extends BasicLogger {

    PersistenceLog LOG = Logger.getMessageLogger(
            MethodHandles.lookup(), PersistenceLog.class, PersistenceLog.class.getPackageName());

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 1020, value = "Database %s is ready; %d migrations were applied now")
    void databaseReady(DatabaseSettings settings, int applied);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 1021, value = "The database doesn't answer: %s")
    void databaseSilent(String reason);
}
