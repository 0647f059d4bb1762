package org.synapsesubnet.platform.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Gives beans the entity manager of their transaction: {@code @Inject EntityManager}.
 *
 * <p>Beans don't name the persistence unit themselves: for each one that does, WildFly's Weld looks for the unit's service
 * while it starts, and in an EAR that service may not be installed yet.
 */
@ApplicationScoped
public class Entities {

    /** Bound by {@link Database}. */
    static final String JNDI_NAME = "java:app/persistence/subnet";

    @Produces
    @SuppressWarnings("BanJNDI") // a constant name in the application's own tree
    EntityManager entities() {
        try {
            return InitialContext.doLookup(JNDI_NAME);
        } catch (NamingException e) {
            throw new IllegalStateException("The persistence unit can't be found: " + e, e);
        }
    }
}
