package org.synapsesubnet.chain;

import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.chain.api.KeyId;

/**
 * What this deployment acts with on a chain.
 *
 * @param hotkey the validator's: signs sessions with miners, and weights
 * @param coldkey the operator's: pays, owns neurons and stakes
 * @param node this node's name, unique among those that share a database
 */
public record OwnKeys(HotkeySigner hotkey, HotkeySigner coldkey, String node) {

    public KeyId hotkeyId() {
        return KeyId.ofAddress(hotkey.hotkey().address());
    }

    public KeyId coldkeyId() {
        return KeyId.ofAddress(coldkey.hotkey().address());
    }
}
