package org.synapsesubnet.chain.connector.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingDeque;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainException.Reason;
import org.synapsesubnet.chain.api.CommandReceipt;
import org.synapsesubnet.chain.api.SignedCommand;

/** Commands that wait for the next block. Any thread may add; one at a time takes. */
final class PendingCommands {

    /** Bounds the memory; a block takes a few hundred. */
    static final int CAPACITY = 4_096;

    private final LinkedBlockingDeque<Pending> waiting = new LinkedBlockingDeque<>(CAPACITY);

    /** A command and whom to tell. */
    record Pending(SignedCommand command, CompletableFuture<CommandReceipt> receipt) {}

    CompletableFuture<CommandReceipt> add(SignedCommand command) throws ChainException {
        Pending pending = new Pending(command, new CompletableFuture<>());
        if (!waiting.offer(pending)) {
            throw new ChainException(
                    Reason.UNAVAILABLE, CAPACITY + " commands are waiting for a block; send it again later");
        }
        return pending.receipt();
    }

    /** The longest-waiting ones that fit; they stay until {@link #remove}. */
    List<Pending> first(int bytes) {
        List<Pending> first = new ArrayList<>();
        int left = bytes;
        for (Pending pending : waiting) {
            left -= BlockCodec.size(pending.command());
            if (left < 0) {
                break;
            }
            first.add(pending);
        }
        return first;
    }

    /** Takes out what {@link #first} gave. */
    void remove(List<Pending> first) {
        first.forEach(pending -> waiting.poll());
    }

    void failAll(ChainException reason) {
        List<Pending> left = new ArrayList<>();
        waiting.drainTo(left);
        left.forEach(pending -> pending.receipt().completeExceptionally(reason));
    }
}
