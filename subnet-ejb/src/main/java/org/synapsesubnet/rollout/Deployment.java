package org.synapsesubnet.rollout;

import java.time.Instant;

/**
 * A module on the fleet, as its row tells.
 *
 * @param name also that of its miner
 * @param version of the release that it runs, or goes back to if the present roll-out fails
 * @param previous version before; empty for none
 */
record Deployment(
        String name, String module, String version, String previous, String installedBy, Instant installedAt) {

    Deployment running(String next) {
        return new Deployment(name, module, next, version, installedBy, installedAt);
    }
}
