package org.synapsesubnet.platform.persistence;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Defines the pool {@code java:app/jdbc/subnet} and the way to its entities, and answers whether the database behind it does. */
// WildFly wants a user where no URL is given.
@DataSourceDefinition(
        name = Database.JNDI_NAME,
        className = "org.synapsesubnet.platform.persistence.SubnetDataSource",
        user = "sa",
        minPoolSize = 2,
        initialPoolSize = 2,
        maxPoolSize = 24)
@PersistenceContext(name = Entities.JNDI_NAME, unitName = "subnet")
@Singleton
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Database {

    /** Where the data source is found on every server. */
    public static final String JNDI_NAME = "java:app/jdbc/subnet";

    @Resource(lookup = JNDI_NAME)
    private DataSource pool;

    /**
     * Asks the database for a sign of life; a silent one is logged with its reason.
     *
     * @param seconds how long to wait for it, ≥ 1
     */
    public boolean answersWithin(int seconds) {
        try (Connection connection = pool.getConnection()) {
            return connection.isValid(seconds);
        } catch (SQLException e) {
            PersistenceLog.LOG.databaseSilent(e.toString());
            return false;
        }
    }
}
