package org.synapsesubnet.access;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Sees at deployment that there is an operator. Public with a public constructor, or Payara can't create it. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN) // a lost race rolls back a transaction, not this bean
public class FirstStart {
    @Inject
    private OperatorBootstrap bootstrap;

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
