package org.synapsesubnet.api.module;

import java.util.List;

/**
 * Where a channel pointed, the latest move first.
 *
 * @param offset how many come before
 * @param limit how many were asked for
 * @param total how many there are
 */
public record ChannelHistory(List<ChannelMove> moves, int offset, int limit, long total) {
    public ChannelHistory {
        moves = List.copyOf(moves);
    }
}
