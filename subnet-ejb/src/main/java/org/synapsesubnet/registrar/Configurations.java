package org.synapsesubnet.registrar;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.synapsesubnet.api.module.ConfigurationDifference;
import org.synapsesubnet.api.module.ConfigurationHistory;
import org.synapsesubnet.api.module.ConfigurationRevision;
import org.synapsesubnet.registrar.configuration.Differences;

/** What modules were configured to be, and how that changed; {@link Modules} writes it. */
@ApplicationScoped
@Transactional
public class Configurations {
    @Inject
    private EntityManager entities;

    protected Configurations() {}

    Configurations(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * The latest first.
     *
     * @param offset 0 or more
     * @param limit 1 or more
     */
    public ConfigurationHistory history(String module, int offset, int limit) {
        UUID id = new ReleaseShelf(entities).module(module);
        Revisions revisions = new Revisions(entities);
        List<ConfigurationRevision> page =
                revisions.latest(id, offset, limit).stream().map(Revision::view).toList();
        return new ConfigurationHistory(page, offset, limit, revisions.count(id));
    }

    public ConfigurationRevision find(String module, long number) {
        UUID id = new ReleaseShelf(entities).module(module);
        return new Revisions(entities)
                .find(id, number)
                .orElseThrow(() -> ModuleProblems.noRevision(module, number))
                .view();
    }

    public ConfigurationDifference difference(String module, long from, long to) {
        return new ConfigurationDifference(
                from,
                to,
                Differences.between(
                        find(module, from).configuration(), find(module, to).configuration()));
    }
}
