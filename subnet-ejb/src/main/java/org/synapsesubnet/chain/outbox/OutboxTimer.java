package org.synapsesubnet.chain.outbox;

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
import java.sql.SQLException;
import org.synapsesubnet.platform.concurrent.OneAtATime;

/** Wakes the sender every second. */
@Singleton
@Startup
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN) // ticks mustn't queue behind one that waits for the chain
@TransactionManagement(TransactionManagementType.BEAN) // what is sent is never part of a transaction
public class OutboxTimer {

    @Inject
    private Sender sender;

    @Resource
    private ManagedExecutorService threads;

    private final OneAtATime sending = new OneAtATime();

    public OutboxTimer() {}

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void send() {
        sending.start(threads, () -> {
            try {
                sender.pump();
            } catch (SQLException e) {
                OutboxLog.LOG.databaseFails(e.toString());
            }
        });
    }

    @PreDestroy
    void stop() {
        sending.end();
        try {
            sender.release();
        } catch (SQLException e) {
            OutboxLog.LOG.databaseFails(e.toString());
        }
    }
}
