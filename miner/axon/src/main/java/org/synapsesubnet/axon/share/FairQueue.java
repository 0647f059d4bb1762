package org.synapsesubnet.axon.share;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.synapsesubnet.api.identity.Hotkey;

/**
 * A bounded queue in which every validator has places and turns by its share. Whoever had the least for its share is
 * next, and within a validator the first that came; what a request is plays no part. Places and turns that nobody wants
 * are anybody's: a borrowed place is taken back by displacing the youngest of whoever has the most too many.
 *
 * <p>Start-time fair queueing (Goyal, Vin and Cheng, SIGCOMM 1996), but for the costs: a request counts as what its
 * validator's usually take when it begins, and what it did cost is put right when it ends. Who comes back from a pause
 * starts where the others are: idle time earns nothing. Every operation takes time logarithmic in the number of
 * validators. Not for several threads at once.
 *
 * @param <T> what waits; told apart by {@code equals}
 */
public final class FairQueue<T> {

    /** Until a request has ended, that is what one takes: a second. */
    private static final double FIRST_GUESS = 1e9;

    private final int bound;
    private final Average usual = new Average(FIRST_GUESS);
    private final Map<Hotkey, Account<T>> accounts = new HashMap<>();
    private final TreeSet<Account<T>> byTurn = new TreeSet<>(Account.BY_TURN);
    private final TreeSet<Account<T>> byExcess = new TreeSet<>(Account.BY_EXCESS);
    private Shares shares;
    private double turnNow;
    private int size;

    /** @param bound requests that may wait, 0 or more */
    public FairQueue(int bound, Shares shares) {
        if (bound < 0) {
            throw new IllegalArgumentException("queue must not be negative, but is " + bound);
        }
        this.bound = bound;
        this.shares = shares;
    }

    /** What became of an offer. */
    public sealed interface Offer<T> {}

    /** It waits. */
    public record Waiting<T>() implements Offer<T> {}

    /** It waits in the place of another that doesn't any more. */
    public record WaitingInsteadOf<T>(T displaced, int itsPlaces) implements Offer<T> {}

    /** The queue is full, and the validator has the places that are its own. */
    public record Full<T>(int places) implements Offer<T> {}

    /** A request has begun to cost. */
    public record Begun(Hotkey validator, double expectedCost) {}

    /** The request whose turn it is. */
    public record Next<T>(T request, Begun begun) {}

    /** From now on these are the shares. */
    public void share(Shares newShares) {
        shares = newShares;
        accounts.values()
                .removeIf(account ->
                        !newShares.names(account.validator) && account.waiting.isEmpty() && account.running == 0);
        accounts.values().forEach(account -> change(account, () -> measure(account)));
    }

    /** Lets a request wait, if there is a place for it. */
    public Offer<T> offer(Hotkey validator, T request) {
        Account<T> account = account(validator);
        if (size < bound) {
            enqueue(account, request);
            return new Waiting<>();
        }
        if (account.excess() >= 0 || byExcess.isEmpty() || byExcess.first().excess() <= 0) {
            return new Full<>(account.places);
        }
        Account<T> richest = byExcess.first();
        T displaced = richest.waiting.getLast();
        remove(richest.validator, displaced);
        enqueue(account, request);
        return new WaitingInsteadOf<>(displaced, richest.places);
    }

    private void enqueue(Account<T> account, T request) {
        change(account, () -> {
            catchUp(account);
            account.waiting.addLast(request);
        });
        size++;
    }

    /** Lets a request wait no longer; of no effect on one that doesn't. */
    public void remove(Hotkey validator, T request) {
        Account<T> account = accounts.get(validator);
        if (account != null && account.waiting.contains(request)) {
            change(account, () -> account.waiting.remove(request));
            size--;
        }
    }

    /** Takes the request whose turn it is. */
    public Optional<Next<T>> next() {
        if (byTurn.isEmpty()) {
            return Optional.empty();
        }
        Account<T> account = byTurn.first();
        T request = account.waiting.getFirst();
        remove(account.validator, request);
        return Optional.of(new Next<>(request, begin(account)));
    }

    /** Begins a request that need not wait. */
    public Begun begin(Hotkey validator) {
        Account<T> account = account(validator);
        catchUp(account);
        return begin(account);
    }

    private Begun begin(Account<T> account) {
        turnNow = Math.max(turnNow, account.turn);
        double expected = account.usual.value();
        charge(account, expected);
        account.running++;
        return new Begun(account.validator, expected);
    }

    /**
     * A request has ended.
     *
     * @param took its time in the slot, nanoseconds
     * @param cost as much of that time as others waited, nanoseconds
     */
    public void end(Begun begun, long took, long cost) {
        Account<T> account = settle(begun, cost);
        account.usual.add(took);
        usual.add(took);
    }

    /** A request that had begun comes to nothing. */
    public void undo(Begun begun) {
        settle(begun, 0);
    }

    private Account<T> settle(Begun begun, long cost) {
        Account<T> account = account(begun.validator());
        charge(account, cost - begun.expectedCost());
        account.running--;
        return account;
    }

    private void charge(Account<T> account, double cost) {
        change(account, () -> account.turn += cost / account.part);
    }

    private void catchUp(Account<T> account) {
        if (account.waiting.isEmpty()) {
            account.turn = Math.max(account.turn, turnNow);
        }
    }

    private Account<T> account(Hotkey validator) {
        return accounts.computeIfAbsent(validator, key -> {
            var account = new Account<T>(key, usual.value());
            measure(account);
            return account;
        });
    }

    private void measure(Account<T> account) {
        account.part = shares.of(account.validator);
        account.places = bound == 0 ? 0 : Math.max(1, (int) (bound * account.part));
    }

    /** Takes an account out of the orders while what they go by changes. */
    private void change(Account<T> account, Runnable change) {
        byTurn.remove(account);
        byExcess.remove(account);
        change.run();
        if (!account.waiting.isEmpty()) {
            byTurn.add(account);
            byExcess.add(account);
        }
    }

    /** Requests that wait. */
    public int size() {
        return size;
    }
}
