package org.synapsesubnet.miner;

import org.synapsesubnet.api.problem.InvalidValue;
import org.synapsesubnet.container.ImageReference;

/**
 * The image that a miner goes to.
 *
 * @param image the next one
 * @param replicas that run it already, from ordinal 0 on; 0–1000
 */
record Canary(ImageReference image, int replicas) {

    Canary {
        if (replicas < 0 || replicas > 1000) {
            throw new InvalidValue("canary.replicas", replicas + " must be from 0 to 1000");
        }
    }
}
