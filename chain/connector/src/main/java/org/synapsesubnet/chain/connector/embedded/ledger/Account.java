package org.synapsesubnet.chain.connector.embedded.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.synapsesubnet.chain.api.BlockHash;

/**
 * What the ledger knows of one key.
 *
 * @param balance rao
 * @param nextNonce how many commands of it were taken
 * @param faucetDrawn whether it has had its starting amount
 * @param recent its latest commands, oldest first, at most {@value #REMEMBERED}
 */
record Account(long balance, long nextNonce, boolean faucetDrawn, List<Taken> recent) {

    /** How many commands may follow one that can still be told to have been taken. */
    static final int REMEMBERED = 64;

    static final Account NEW = new Account(0, 0, false, List.of());

    Account {
        if (balance < 0) {
            throw new IllegalStateException("balance would be " + balance);
        }
        recent = List.copyOf(recent);
    }

    /**
     * A command that was taken.
     *
     * @param digest SHA-256 of its canonical bytes
     * @param block where it stands
     */
    record Taken(long nonce, BlockHash digest, long block) {}

    Account withBalance(long amount) {
        return new Account(amount, nextNonce, faucetDrawn, recent);
    }

    Account withFaucetDrawn() {
        return new Account(balance, nextNonce, true, recent);
    }

    Account after(BlockHash digest, long block) {
        List<Taken> longer = new ArrayList<>(recent);
        longer.add(new Taken(nextNonce, digest, block));
        if (longer.size() > REMEMBERED) {
            longer.removeFirst();
        }
        return new Account(balance, nextNonce + 1, faucetDrawn, longer);
    }

    Optional<Taken> taken(long nonce) {
        return recent.stream().filter(taken -> taken.nonce() == nonce).findFirst();
    }
}
