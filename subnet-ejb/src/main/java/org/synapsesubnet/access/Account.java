package org.synapsesubnet.access;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Somebody who may use the deployment. */
@Entity
class Account {
    static final int MAX_NAME = 64;

    @Id
    private UUID id;

    @Column(nullable = false, unique = true, length = MAX_NAME)
    private String name;

    @Column(name = "password_hash", nullable = false)
    private String passwordHash;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "account_role", joinColumns = @JoinColumn(name = "account_id"))
    @Column(name = "role", nullable = false, length = 16)
    private Set<String> roles = new HashSet<>();

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected Account() {}

    Account(String name, String passwordHash, Set<Role> roles, Instant createdAt) {
        if (!name.matches("[a-z0-9][a-z0-9._-]{0,63}")) {
            throw new IllegalArgumentException("name: 1 to " + MAX_NAME
                    + " characters of a-z, 0-9, '.', '_' and '-', beginning with a letter or digit");
        }
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("roles: at least one is needed");
        }
        this.id = UUID.randomUUID();
        this.name = name;
        this.passwordHash = passwordHash;
        this.createdAt = createdAt;
        roles.forEach(role -> this.roles.add(role.roleName()));
    }

    String name() {
        return name;
    }

    String passwordHash() {
        return passwordHash;
    }

    Set<Role> roles() {
        return roles.stream().flatMap(role -> Role.named(role).stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether it may hold a key of that role: an operator may hand out lesser keys. */
    boolean covers(Role role) {
        return roles().contains(role) || roles().contains(Role.OPERATOR);
    }
}
