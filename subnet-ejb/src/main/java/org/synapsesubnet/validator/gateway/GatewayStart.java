package org.synapsesubnet.validator.gateway;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/**
 * Wakes the gateway at deployment: it books what a crash left open before anyone can ask for anything. Public with a
 * public constructor, as an EJB has to be.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN) // the ledger keeps its own transactions
public class GatewayStart {

    @Inject
    private GatewayAssembly assembly;

    public GatewayStart() {}

    @PostConstruct
    void wake() {
        assembly.awake();
    }

    /** While threads and data source are still there, so that what was used is written now and not after a recovery. */
    @PreDestroy
    void sleep() {
        assembly.stop();
    }
}
