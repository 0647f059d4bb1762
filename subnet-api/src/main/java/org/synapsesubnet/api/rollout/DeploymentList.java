package org.synapsesubnet.api.rollout;

import java.util.List;

/** A module's deployments in the order of their names. */
public record DeploymentList(List<DeploymentView> deployments) {

    public DeploymentList {
        deployments = List.copyOf(deployments);
    }
}
