package org.synapsesubnet.rollout;

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

/**
 * Looks after roll-outs that are under way, every two seconds. Each node does; a row's lock lets one of them take a step.
 */
@Singleton
@Startup
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN) // ticks mustn't queue behind a slow one
@TransactionManagement(TransactionManagementType.BEAN) // each step has a transaction of its own
public class RolloutTimer {

    @Inject
    private Deployments deployments;

    @Resource
    private ManagedExecutorService threads;

    private final OneAtATime looking = new OneAtATime();

    public RolloutTimer() {}

    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    void look() {
        looking.start(threads, this::advance);
    }

    private void advance() {
        try {
            for (String deployment : deployments.underWay()) {
                advance(deployment);
            }
        } catch (SQLException | RuntimeException e) {
            RolloutLog.LOG.stumbled("of any name", e);
        }
    }

    private void advance(String deployment) {
        try {
            deployments.advance(deployment);
        } catch (SQLException | RuntimeException e) {
            RolloutLog.LOG.stumbled(deployment, e);
        }
    }

    @PreDestroy
    void stop() {
        looking.end();
    }
}
