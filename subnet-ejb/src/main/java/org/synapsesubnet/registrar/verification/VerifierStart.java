package org.synapsesubnet.registrar.verification;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Wakes the verifier at deployment. Public with a public constructor, as an EJB has to be. */
@Singleton
@Startup
@PermitAll
@TransactionManagement(TransactionManagementType.BEAN) // the verifier keeps its own transactions
public class VerifierStart {

    @Inject
    private Verifier verifier;

    public VerifierStart() {}

    @PostConstruct
    void wake() {
        verifier.awake();
    }

    /** While threads and data source are still there. */
    @PreDestroy
    void sleep() {
        verifier.close();
    }
}
