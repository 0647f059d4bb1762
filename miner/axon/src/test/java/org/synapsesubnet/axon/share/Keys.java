package org.synapsesubnet.axon.share;

import org.synapsesubnet.api.identity.Hotkey;

/** Hotkeys by number. */
final class Keys {

    private Keys() {}

    static Hotkey key(int number) {
        return new Hotkey("0x%040x".formatted(number));
    }
}
