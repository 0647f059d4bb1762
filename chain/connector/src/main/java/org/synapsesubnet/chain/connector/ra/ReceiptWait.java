package org.synapsesubnet.chain.connector.ra;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainException.Reason;
import org.synapsesubnet.chain.api.CommandReceipt;
import org.synapsesubnet.chain.connector.Deadline;

/** Waits for what becomes of a command. */
final class ReceiptWait {

    private ReceiptWait() {}

    static CommandReceipt until(Deadline deadline, CompletableFuture<CommandReceipt> receipt) throws ChainException {
        try {
            return receipt.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new ChainException(
                    Reason.DEADLINE_EXCEEDED, "no block took the command in time; it still may, so send it again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainException(Reason.UNAVAILABLE, "the calling thread was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ChainException ours) {
                throw new ChainException(ours.reason(), String.valueOf(ours.getMessage()), e);
            }
            throw new ChainException(Reason.UNAVAILABLE, "the command couldn't be judged: " + e.getCause(), e);
        }
    }
}
