package org.synapsesubnet.registrar.build;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Opens the builds at deployment, so that those that an earlier run left are ended. */
@Singleton
@Startup
@PermitAll
@TransactionManagement(TransactionManagementType.BEAN) // builds keep their own transactions
public class BuildStart {

    @Inject
    private Builds builds;

    public BuildStart() {}

    @PostConstruct
    void open() {
        builds.awake();
    }

    /** While threads and data source are still there. */
    @PreDestroy
    void close() {
        builds.close();
    }
}
