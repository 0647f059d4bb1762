package org.synapsesubnet.rollout;

import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.fleet.FleetMinerDraft;
import org.synapsesubnet.api.module.ReleaseView;
import org.synapsesubnet.api.rollout.DeploymentDraft;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.registrar.PublishedImage;

/** From a release to what the fleet has to make. */
final class Installation {

    private Installation() {}

    /**
     * The image that a release is: its digest in the repository that its artifact names, or else on the host itself.
     *
     * @throws org.synapsesubnet.api.problem.ProblemException with status 409 when the artifact is no repository
     */
    static ImageReference image(ReleaseView release) {
        if (release.artifact() == null) {
            return new ImageReference(release.digest());
        }
        return PublishedImage.of(release)
                .orElseThrow(() -> RolloutProblems.noImage(release.module(), release.version()));
    }

    /** @throws org.synapsesubnet.api.problem.ProblemException with status 400 when nobody says what a container may take */
    static FleetMinerDraft miner(DeploymentDraft draft, ReleaseView release) {
        return new FleetMinerDraft(
                draft.name(),
                draft.host(),
                image(release).text(),
                draft.models(),
                draft.slots(),
                either("memoryBytes", draft.memoryBytes(), release.resources().memoryBytes(), release),
                (int) either("cpuMillis", draft.cpuMillis(), release.resources().cpuMillis(), release),
                draft.pids() == null ? DeploymentDraft.USUAL_PIDS : draft.pids(),
                release.resources().gpus(),
                draft.replicas(),
                true);
    }

    private static long either(String field, @Nullable Number asked, long declared, ReleaseView release) {
        if (asked != null) {
            return asked.longValue();
        }
        if (declared == 0) {
            throw RolloutProblems.needed(field, release.version());
        }
        return declared;
    }
}
