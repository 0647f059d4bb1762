package org.synapsesubnet.platform.server;

import com.fasterxml.jackson.databind.type.TypeFactory;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;

/**
 * Empties Jackson's cache of types when the application ends.
 *
 * <p>Payara puts its own Jackson before the application's. The type factory there remembers the 200 types that were
 * written or read last, those of applications that are gone among them: each of these keeps its application's class
 * loader alive until enough other types came by, which may be never. Emptying it costs whoever else is on the server a
 * repeated look-up at most.
 */
@Singleton
@Startup
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class TypeCache {

    public TypeCache() {}

    @PreDestroy
    void empty() {
        TypeFactory.defaultInstance().clearCache();
    }
}
