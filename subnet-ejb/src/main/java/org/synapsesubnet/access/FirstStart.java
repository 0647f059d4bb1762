package org.synapsesubnet.access;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Sees at deployment that there is an operator. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN) // a lost race rolls back a transaction, not this bean
class FirstStart {
    @Inject
    private OperatorBootstrap bootstrap;

    protected FirstStart() {}

    @PostConstruct
    void ensureOperator() {
        try {
            bootstrap.createWhereNobodyIs().ifPresent(AccessLog.LOG::credentialWritten);
        } catch (RuntimeException e) {
            if (!bootstrap.somebodyIsThere()) {
                throw e;
            }
            AccessLog.LOG.anotherNodeWasFirst();
        }
    }
}
