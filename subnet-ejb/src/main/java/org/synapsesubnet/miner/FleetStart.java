package org.synapsesubnet.miner;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Wakes the fleet at deployment. Public with a public constructor, as an EJB has to be. */
@Singleton
@Startup
@PermitAll
@TransactionManagement(TransactionManagementType.BEAN) // the fleet keeps its own transactions
public class FleetStart {

    @Inject
    private FleetAssembly assembly;

    public FleetStart() {}

    @PostConstruct
    void wake() {
        assembly.awake();
    }

    /** While threads and data source are still there. */
    @PreDestroy
    void sleep() {
        assembly.stop();
    }
}
