package org.synapsesubnet.axon.settings;

import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.identity.SubnetId;

/** Who the axon is, and in which subnet. */
public record MinerIdentity(HotkeySigner hotkey, SubnetId subnet) {}
