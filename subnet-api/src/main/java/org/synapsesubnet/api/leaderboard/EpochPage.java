package org.synapsesubnet.api.leaderboard;

import java.util.List;

/**
 * Epochs of this validator, newest first.
 *
 * @param total how many there are
 */
public record EpochPage(List<EpochView> epochs, int offset, int limit, long total) {

    public EpochPage {
        epochs = List.copyOf(epochs);
    }
}
