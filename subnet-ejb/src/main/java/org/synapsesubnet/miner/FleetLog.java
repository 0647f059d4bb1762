package org.synapsesubnet.miner;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.synapsesubnet.container.ImageReference;

/** Messages of this package: 2010–2019 and 2080–2089. */
@MessageLogger(projectCode = "SYN")
interface FleetLog extends BasicLogger {

    FleetLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), FleetLog.class, "org.synapsesubnet.fleet");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 2010, value = "Replica %s is %s %s")
    void replicaChanged(ReplicaKey replica, String state, String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 2011, value = "Replica %s failed, %d in a row: %s")
    void replicaFailed(ReplicaKey replica, int failures, String reason);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 2012, value = "Removed %s: %s")
    void removed(String what, String why);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 2013, value = "The container engine of host %s is out of reach: %s")
    void hostLost(String host, String why);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 2014, value = "The container engine of host %s answers, version %s")
    void hostFound(String host, String version);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 2015, value = "Container engine of host %s: %s")
    void stepFailed(String host, String why);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 2016, value = "Host %s could not be looked after; trying again")
    void passFailed(String host, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 2017, value = "The fleet looks after %d hosts")
    void lookingAfter(int hosts);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 2018, value = "Host %s has no image for axons: %s")
    void axonImageMissing(String host, String why);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 2019, value = "The axon of replica %s has no keys: %s")
    void axonWithoutKeys(ReplicaKey replica, String why);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 2080,
            value =
                    "Nothing stands before the fleet's engines: synapse.fleet.axon-image and axon-jar are empty, and this build carries no axon")
    void noAxons();

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 2081, value = "The neuron %s of replica %s %s")
    void neuronChanged(String hotkey, ReplicaKey replica, String what);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 2082, value = "The neuron of replica %s waits: %s")
    void neuronTroubled(ReplicaKey replica, String why);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 2083, value = "The fleet's neurons wait for the chain: %s")
    void chainSilent(String why);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 2084, value = "The rows of the fleet's neurons can't be read or written: %s")
    void databaseFails(String why);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 2085, value = "This node looks after host %s from now on, lease token %d")
    void looksAfter(String host, long token);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 2086, value = "The lease of host %s is lost: another node looks after it")
    void leaseLost(String host);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 2087, value = "Host %s pulls %s")
    void pulls(String host, ImageReference image);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 2088, value = "Host %s lacks an image, %d tries failed in a row: %s")
    void pullFailed(String host, int failures, String why);
}
