package org.synapsesubnet.registrar;

import org.synapsesubnet.api.module.ChannelView;

/**
 * A channel with its entity tag.
 *
 * @param tag without quotes; changes with each move
 */
public record StoredChannel(ChannelView channel, String tag) {}
