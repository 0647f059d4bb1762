package org.synapsesubnet.validator.gateway.routing;

/**
 * A miner's place on the chain; another registration is another miner, whatever uid it has.
 *
 * @param uid 0 or more
 * @param coldkey who owns the hotkey
 * @param block of the registration
 */
public record Registration(int uid, String coldkey, long block) {

    public Registration {
        if (uid < 0) {
            throw new IllegalArgumentException("uid: " + uid + " must be at least 0");
        }
        if (block < 0) {
            throw new IllegalArgumentException("block: " + block + " must be at least 0");
        }
    }
}
