package org.synapsesubnet.miner.health;

import java.util.Optional;

/** What is asked of a container to learn whether it is well. Blocks; stays within its deadlines. */
public interface Question {

    /**
     * Asks what counts.
     *
     * @return what was wrong; empty when the answer was right and in time
     * @throws UnheardException when the question didn't reach who is asked, so that its silence says nothing
     */
    Optional<String> ask() throws InterruptedException, UnheardException;

    /** The cheap question: whether anybody answers at all. */
    boolean sign() throws InterruptedException;
}
