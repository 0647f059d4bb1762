package org.synapsesubnet.platform.server;

import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import org.hibernate.engine.transaction.jta.platform.internal.AbstractJtaPlatform;

/** Where Payara keeps its transaction manager: Hibernate knows GlassFish's old place only. */
public class PayaraJtaPlatform extends AbstractJtaPlatform {

    static final String TRANSACTION_MANAGER = "java:appserver/TransactionManager";

    private static final long serialVersionUID = 1;

    @Override
    protected TransactionManager locateTransactionManager() {
        return (TransactionManager) jndiService().locate(TRANSACTION_MANAGER);
    }

    @Override
    protected UserTransaction locateUserTransaction() {
        return (UserTransaction) jndiService().locate("java:comp/UserTransaction");
    }
}
