package org.synapsesubnet.axon.ledger;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.api.receipt.Outcome;
import org.synapsesubnet.api.receipt.Receipt;
import org.synapsesubnet.api.receipt.ReceiptChain;
import org.synapsesubnet.api.receipt.ReceiptHead;
import org.synapsesubnet.api.receipt.ReceiptPage;
import org.synapsesubnet.api.receipt.SignedHead;

/**
 * The axon's receipts: the chain over all of them, the newest of them in memory, its head signed. The chain is signed at
 * most once per second by the clock and whenever somebody asks, never per answer: a signature costs more than a relay.
 */
public final class ReceiptLedger {

    private final HotkeySigner axon;
    private final SubnetId subnet;
    private final InstantSource clock;
    private final int remembered;
    private final ReceiptStore store;
    private final String origin;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Link> newest = new ArrayDeque<>();
    private String hash;
    private long sequence;
    private @Nullable SignedHead signed;

    /**
     * Takes up the chain of the store, or starts one.
     *
     * @param remembered how many receipts to keep in memory, at least 1
     * @throws IOException when the store can't be read or holds a broken chain
     */
    public ReceiptLedger(HotkeySigner axon, SubnetId subnet, InstantSource clock, int remembered, ReceiptStore store)
            throws IOException {
        if (remembered < 1) {
            throw new IllegalArgumentException("remembered receipts must be at least 1, not " + remembered);
        }
        this.axon = axon;
        this.subnet = subnet;
        this.clock = clock;
        this.remembered = remembered;
        this.store = store;
        this.origin = store.origin();
        this.hash = origin;
        store.replay(this::link);
    }

    private record Link(String hashBefore, Receipt receipt) {}

    /** What a receipt says, but for its place and time, which the ledger gives. */
    public record Entry(
            Hotkey validator,
            String nonce,
            String requestHash,
            String answerDigest,
            String modelDigest,
            long promptTokens,
            long completionTokens,
            Outcome outcome) {}

    /** Appends a receipt; on return it is in the chain and in the store. */
    public Receipt append(Entry entry) throws IOException {
        lock.lock();
        try {
            var receipt = new Receipt(
                    sequence + 1,
                    entry.validator(),
                    entry.nonce(),
                    entry.requestHash(),
                    entry.answerDigest(),
                    entry.modelDigest(),
                    entry.promptTokens(),
                    entry.completionTokens(),
                    entry.outcome(),
                    clock.millis());
            store.append(receipt);
            link(receipt);
            return receipt;
        } finally {
            lock.unlock();
        }
    }

    private void link(Receipt receipt) {
        newest.addLast(new Link(hash, receipt));
        if (newest.size() > remembered) {
            newest.removeFirst();
        }
        hash = ReceiptChain.hashAfter(hash, receipt);
        sequence = receipt.sequence();
    }

    /** The head as it is now, signed; signs only when the chain has grown since the last time. */
    public SignedHead head() {
        lock.lock();
        try {
            SignedHead known = signed;
            if (known != null && known.head().sequence() == sequence) {
                return known;
            }
            SignedHead fresh =
                    SignedHead.by(axon, new ReceiptHead(subnet, axon.hotkey(), origin, sequence, hash, clock.millis()));
            signed = fresh;
            return fresh;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The receipts from {@code from} on; starts later when that one isn't remembered any more.
     *
     * @param from sequence of the first, at least 1
     * @param limit how many at most
     */
    public ReceiptPage page(long from, int limit) {
        lock.lock();
        try {
            List<Link> page = newest.stream()
                    .filter(link -> link.receipt().sequence() >= from)
                    .limit(limit)
                    .toList();
            String before = page.isEmpty() ? hash : page.getFirst().hashBefore();
            return new ReceiptPage(before, page.stream().map(Link::receipt).toList());
        } finally {
            lock.unlock();
        }
    }

    /** The receipt for a request of this validator, if it is remembered. */
    public Optional<Receipt> find(Hotkey validator, String nonce) {
        lock.lock();
        try {
            Iterator<Link> backwards = newest.descendingIterator();
            while (backwards.hasNext()) {
                Receipt receipt = backwards.next().receipt();
                if (receipt.nonce().equals(nonce) && receipt.validator().equals(validator)) {
                    return Optional.of(receipt);
                }
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }
}
