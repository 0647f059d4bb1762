package org.synapsesubnet.chain;

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
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.platform.concurrent.OneAtATime;

/**
 * Has the {@link MetagraphFeed} look every second; its news are CDI events of type {@link Metagraph}. Heard blocks don't
 * wake it: behind the transaction in which they were heard, the server gives its thread no resources of the application.
 */
@Singleton
@Startup
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN) // ticks mustn't queue behind a slow one
@TransactionManagement(TransactionManagementType.BEAN) // the chain is never asked inside a transaction
public class MetagraphTimer {

    @Inject
    private MetagraphFeed feed;

    @Resource
    private ManagedExecutorService threads;

    private final OneAtATime looking = new OneAtATime();

    public MetagraphTimer() {}

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void look() {
        looking.start(threads, feed::look);
    }

    @PreDestroy
    void stop() {
        looking.end();
    }
}
