package org.synapsesubnet.api.module;

import java.util.List;

/** A module's channels in the order of their names. */
public record ChannelList(List<ChannelView> channels) {
    public ChannelList {
        channels = List.copyOf(channels);
    }
}
