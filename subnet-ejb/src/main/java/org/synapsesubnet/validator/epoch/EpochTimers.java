package org.synapsesubnet.validator.epoch;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import org.synapsesubnet.platform.concurrent.OneAtATime;

/**
 * Wakes the conductor. What is due is for the chain's blocks to say; a tick that finds the one before still at work does
 * nothing.
 */
@Singleton
@Startup
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN) // ticks mustn't queue behind a slow one
@TransactionManagement(TransactionManagementType.BEAN) // each step has a transaction of its own
public class EpochTimers {

    @Inject
    private EpochAssembly epochs;

    @Resource
    private ManagedExecutorService threads;

    private final OneAtATime advancing = new OneAtATime();
    private final OneAtATime cleaning = new OneAtATime();

    public EpochTimers() {}

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void advance() {
        advancing.start(threads, epochs::advance);
    }

    @Schedule(hour = "*", minute = "*", second = "30", persistent = false)
    void cleanUp() {
        cleaning.start(threads, epochs::cleanUp);
    }

    @PreDestroy
    void stop() {
        advancing.end();
        cleaning.end();
        epochs.stop();
    }
}
