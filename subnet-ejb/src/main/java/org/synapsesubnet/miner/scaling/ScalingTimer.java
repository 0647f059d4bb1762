package org.synapsesubnet.miner.scaling;

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

/** Has miners measured and scaled every five seconds. */
@Singleton
@Startup
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN) // ticks mustn't queue behind a slow one
@TransactionManagement(TransactionManagementType.BEAN) // what was measured counts whatever becomes of the rest
public class ScalingTimer {

    @Inject
    private ScalingAssembly scaling;

    @Resource
    private ManagedExecutorService threads;

    private final OneAtATime advancing = new OneAtATime();

    public ScalingTimer() {}

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void advance() {
        advancing.start(threads, scaling::advance);
    }

    @PreDestroy
    void stop() {
        advancing.end();
        scaling.stop();
    }
}
