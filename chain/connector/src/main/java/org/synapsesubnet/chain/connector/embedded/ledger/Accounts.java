package org.synapsesubnet.chain.connector.embedded.ledger;

import java.util.SortedMap;
import java.util.TreeMap;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.Refusal;

/** Balances and nonces of all keys. */
final class Accounts {

    private final SortedMap<KeyId, Account> byKey;

    Accounts() {
        this(new TreeMap<>());
    }

    private Accounts(SortedMap<KeyId, Account> byKey) {
        this.byKey = byKey;
    }

    Accounts copy() {
        return new Accounts(new TreeMap<>(byKey));
    }

    SortedMap<KeyId, Account> byKey() {
        return byKey;
    }

    Account of(KeyId key) {
        return byKey.getOrDefault(key, Account.NEW);
    }

    void put(KeyId key, Account account) {
        byKey.put(key, account);
    }

    void requireBalance(KeyId key, long amount) throws CommandRefused {
        long balance = of(key).balance();
        CommandRefused.when(
                balance < amount,
                Refusal.INSUFFICIENT_BALANCE,
                key + " has " + balance + " rao, but " + amount + " are needed");
    }

    void deposit(KeyId key, long amount) {
        Account account = of(key);
        put(key, account.withBalance(Math.addExact(account.balance(), amount)));
    }

    void withdraw(KeyId key, long amount) {
        Account account = of(key);
        put(key, account.withBalance(account.balance() - amount));
    }

    long total() {
        return byKey.values().stream().mapToLong(Account::balance).sum();
    }
}
