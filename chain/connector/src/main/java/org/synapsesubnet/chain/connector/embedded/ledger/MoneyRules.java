package org.synapsesubnet.chain.connector.embedded.ledger;

import java.util.List;
import org.synapsesubnet.chain.api.ChainCommand.AddStake;
import org.synapsesubnet.chain.api.ChainCommand.RemoveStake;
import org.synapsesubnet.chain.api.ChainCommand.Transfer;
import org.synapsesubnet.chain.api.ChainEvent;
import org.synapsesubnet.chain.api.ChainEvent.FaucetDrawn;
import org.synapsesubnet.chain.api.ChainEvent.StakeChanged;
import org.synapsesubnet.chain.api.ChainEvent.Transferred;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.Refusal;

/** Balances and stakes. */
final class MoneyRules {

    private final Ledger ledger;

    MoneyRules(Ledger ledger) {
        this.ledger = ledger;
    }

    List<ChainEvent> drawFaucet(KeyId coldkey) throws CommandRefused {
        long amount = ledger.hyperparameters().economy().faucet();
        CommandRefused.when(amount == 0, Refusal.FAUCET_CLOSED, "this chain gives no starting amounts");
        CommandRefused.when(
                ledger.accounts().of(coldkey).faucetDrawn(),
                Refusal.FAUCET_USED,
                coldkey + " has had its starting amount");
        CommandRefused.when(
                ledger.issued() > Hyperparameters.MAX_SUPPLY - amount,
                Refusal.SUPPLY_EXHAUSTED,
                ledger.issued() + " of " + Hyperparameters.MAX_SUPPLY + " rao are out");
        ledger.mint(amount);
        ledger.accounts().deposit(coldkey, amount);
        ledger.accounts().put(coldkey, ledger.accounts().of(coldkey).withFaucetDrawn());
        return List.of(new FaucetDrawn(coldkey, amount));
    }

    List<ChainEvent> transfer(KeyId from, Transfer transfer) throws CommandRefused {
        ledger.accounts().requireBalance(from, transfer.amount());
        ledger.accounts().withdraw(from, transfer.amount());
        ledger.accounts().deposit(transfer.to(), transfer.amount());
        return List.of(new Transferred(from, transfer.to(), transfer.amount()));
    }

    List<ChainEvent> addStake(KeyId coldkey, AddStake add) throws CommandRefused {
        long least = ledger.hyperparameters().economy().minStake();
        ledger.hotkeys().requireKnown(add.hotkey());
        CommandRefused.when(
                add.amount() < least,
                Refusal.STAKE_TOO_SMALL,
                "at least " + least + " rao must be staked, not " + add.amount());
        ledger.accounts().requireBalance(coldkey, add.amount());
        ledger.accounts().withdraw(coldkey, add.amount());
        long stake = ledger.hotkeys().change(add.hotkey(), coldkey, add.amount());
        return List.of(new StakeChanged(add.hotkey(), coldkey, stake, add.amount()));
    }

    List<ChainEvent> removeStake(KeyId coldkey, RemoveStake remove) throws CommandRefused {
        ledger.hotkeys().requireKnown(remove.hotkey());
        long staked = ledger.hotkeys().stake(remove.hotkey(), coldkey);
        CommandRefused.when(
                staked < remove.amount(),
                Refusal.INSUFFICIENT_STAKE,
                coldkey + " has staked " + staked + " rao, not " + remove.amount());
        long stake = ledger.hotkeys().change(remove.hotkey(), coldkey, -remove.amount());
        ledger.accounts().deposit(coldkey, remove.amount());
        return List.of(new StakeChanged(remove.hotkey(), coldkey, stake, -remove.amount()));
    }
}
