package org.synapsesubnet.registrar;

import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.synapsesubnet.api.module.ModuleType;
import org.synapsesubnet.api.module.ReleaseState;
import org.synapsesubnet.api.module.ReleaseView;

/**
 * What deployments say to the registry: a release that one uses can be neither yanked nor removed. Within the caller's
 * transaction.
 */
public final class ReleaseUses {

    private final EntityManager entities;
    private final InstantSource clock;

    public ReleaseUses(EntityManager entities, InstantSource clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /**
     * Lets a deployment use a release from now on; harmless when it does.
     *
     * @param back whether it goes back to it, so that a deprecated one will do
     * @throws org.synapsesubnet.api.problem.ProblemException with status 404 when there is none, 409 when it may not be
     *     run, or is no container's
     */
    public ReleaseView use(String module, String version, String deployment, boolean back) {
        ReleaseShelf shelf = new ReleaseShelf(entities);
        UUID id = shelf.module(module);
        requireContainers(module);
        Release release = shelf.lock(id, version).orElseThrow(() -> ReleaseProblems.notFound(module, version));
        boolean runnable =
                release.state() == ReleaseState.PUBLISHED || (back && release.state() == ReleaseState.DEPRECATED);
        if (!runnable) {
            throw ReleaseProblems.notRunnable(version, release.state());
        }
        Usages usages = new Usages(entities);
        usages.remove(release.id(), UsageKind.DEPLOYMENT, deployment);
        usages.add(
                release.id(), UsageKind.DEPLOYMENT, deployment, clock.instant().truncatedTo(ChronoUnit.MICROS));
        return release.stored(module).release();
    }

    /** Ends a deployment's use of a release; harmless when it didn't use it. */
    public void leave(String module, String version, String deployment) {
        ReleaseShelf shelf = new ReleaseShelf(entities);
        shelf.find(shelf.module(module), version)
                .ifPresent(release -> new Usages(entities).remove(release.id(), UsageKind.DEPLOYMENT, deployment));
    }

    private void requireContainers(String module) {
        String type = entities.createQuery("select m.type from Module m where m.name = :name", String.class)
                .setParameter("name", module)
                .getSingleResult();
        if (!type.equals(ModuleType.DOCKER.text())) {
            throw ReleaseProblems.noContainers(module, type);
        }
    }
}
