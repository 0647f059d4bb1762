package org.synapsesubnet.miner.resources;

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

/** Has the fleet's figures written every few seconds, and tidied up every minute. */
@Singleton
@Startup
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN) // ticks mustn't queue behind a slow one
@TransactionManagement(TransactionManagementType.BEAN) // the history keeps its own transactions
public class ResourceTimer {

    @Inject
    private ResourceBook book;

    @Resource
    private ManagedExecutorService threads;

    private final OneAtATime writing = new OneAtATime();
    private final OneAtATime tidying = new OneAtATime();

    public ResourceTimer() {}

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void write() {
        writing.start(threads, book::beat);
    }

    @Schedule(hour = "*", minute = "*", second = "40", persistent = false)
    void tidy() {
        tidying.start(threads, book::tidy);
    }

    @PreDestroy
    void stop() {
        writing.end();
        tidying.end();
    }
}
