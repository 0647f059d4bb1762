package org.synapsesubnet.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/** The accounts in the database. */
@ApplicationScoped
@Transactional
class AccountBook {
    /** What a login is checked against. */
    record Credential(String account, String passwordHash, Set<Role> roles) {}

    @Inject
    private EntityManager entities;

    @Inject
    private InstantSource clock;

    protected AccountBook() {}

    AccountBook(EntityManager entities, InstantSource clock) {
        this.entities = entities;
        this.clock = clock;
    }

    public Optional<Credential> find(String name) {
        return entities.createQuery("select a from Account a where a.name = :name", Account.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst()
                .map(account -> new Credential(account.name(), account.passwordHash(), account.roles()));
    }

    public boolean isEmpty() {
        return entities.createQuery("select count(a) from Account a", Long.class)
                        .getSingleResult()
                == 0;
    }

    /**
     * Adds an account and makes sure of its name before it returns: when two nodes add the same name at once, one of
     * them waits here for the other's commit and fails.
     *
     * @throws jakarta.persistence.PersistenceException when the name is taken
     */
    public void add(String name, String passwordHash, Set<Role> roles) {
        entities.persist(new Account(name, passwordHash, roles, clock.instant().truncatedTo(ChronoUnit.MICROS)));
        entities.flush();
    }
}
