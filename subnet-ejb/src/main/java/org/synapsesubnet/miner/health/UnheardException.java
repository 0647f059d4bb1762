package org.synapsesubnet.miner.health;

/** Who stands between us and the one who is asked didn't pass the question on. */
public final class UnheardException extends Exception {

    private static final long serialVersionUID = 1L;

    UnheardException(String why) {
        super(why);
    }
}
