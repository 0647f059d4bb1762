package org.synapsesubnet.platform.persistence;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.Persistence;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.h2.jdbcx.JdbcConnectionPool;
import org.synapsesubnet.migrations.Migrations;

/**
 * The application's persistence unit on a fresh H2 in memory that Flyway has migrated, outside any container. Opening it
 * fails when entities and migrations disagree.
 */
public final class TestDatabase implements AutoCloseable {
    /** Held, since a logger that nobody holds forgets its level. Races on unique names are part of the tests. */
    private static final List<Logger> QUIET = List.of(
            quiet("org.flywaydb", Level.WARNING),
            quiet("org.hibernate", Level.SEVERE),
            quiet("org.hibernate.engine.jdbc.spi.SqlExceptionHelper", Level.OFF));

    private final JdbcConnectionPool pool;
    private final EntityManagerFactory factory;

    private TestDatabase(JdbcConnectionPool pool, EntityManagerFactory factory) {
        this.pool = pool;
        this.factory = factory;
    }

    private static Logger quiet(String name, Level level) {
        Logger logger = Logger.getLogger(name);
        logger.setLevel(level);
        return logger;
    }

    public static TestDatabase open() {
        JdbcConnectionPool pool =
                JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        pool.setMaxConnections(40);
        Migrations.run(pool);
        return new TestDatabase(
                pool,
                Persistence.createEntityManagerFactory(
                        "subnet",
                        Map.of(
                                "jakarta.persistence.transactionType",
                                "RESOURCE_LOCAL",
                                "jakarta.persistence.nonJtaDataSource",
                                pool)));
    }

    /** Runs the work in a transaction of its own; rolls back when it throws. */
    public <T> T inTransaction(Function<EntityManager, T> work) {
        try (EntityManager entities = factory.createEntityManager()) {
            EntityTransaction transaction = entities.getTransaction();
            transaction.begin();
            try {
                T result = work.apply(entities);
                transaction.commit();
                return result;
            } finally {
                if (transaction.isActive()) {
                    transaction.rollback();
                }
            }
        }
    }

    /** Like {@link #inTransaction} for work without a result. */
    public void doInTransaction(Consumer<EntityManager> work) {
        inTransaction(entities -> {
            work.accept(entities);
            return true;
        });
    }

    @Override
    public void close() {
        factory.close();
        pool.dispose();
    }
}
