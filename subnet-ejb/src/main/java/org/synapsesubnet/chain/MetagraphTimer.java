package org.synapsesubnet.chain;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Looks at the metagraph even where another node of this deployment hears the blocks, or none of them gets through. */
@Singleton
@Startup
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN) // ticks mustn't queue behind a slow one
@TransactionManagement(TransactionManagementType.BEAN) // the chain is never asked inside a transaction
public class MetagraphTimer {

    @Inject
    private MetagraphWatch watch;

    public MetagraphTimer() {}

    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    void look() {
        watch.look();
    }

    @PreDestroy
    void stop() {
        watch.end();
    }
}
