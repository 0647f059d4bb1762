package org.synapsesubnet.chain.connector.embedded.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.synapsesubnet.chain.api.BlockHash;
import org.synapsesubnet.chain.api.ChainCommand.AddStake;
import org.synapsesubnet.chain.api.ChainCommand.AnnounceAxon;
import org.synapsesubnet.chain.api.ChainCommand.CommitWeights;
import org.synapsesubnet.chain.api.ChainCommand.DeregisterNeuron;
import org.synapsesubnet.chain.api.ChainCommand.DrawFaucet;
import org.synapsesubnet.chain.api.ChainCommand.RegisterNeuron;
import org.synapsesubnet.chain.api.ChainCommand.RemoveStake;
import org.synapsesubnet.chain.api.ChainCommand.RevealWeights;
import org.synapsesubnet.chain.api.ChainCommand.Transfer;
import org.synapsesubnet.chain.api.ChainEvent;
import org.synapsesubnet.chain.api.ChainEvent.EpochSettled;
import org.synapsesubnet.chain.api.ChainEvent.HyperparametersSet;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.CommandEnvelope;
import org.synapsesubnet.chain.api.CommandReceipt.Applied;
import org.synapsesubnet.chain.api.CommandReceipt.Outcome;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.NeuronInfo;
import org.synapsesubnet.chain.api.NeuronPay;
import org.synapsesubnet.chain.api.Refusal;

/**
 * Everything that is true after a block, and the rules by which the next one changes it. The same commands in the same
 * blocks always lead to the same state: there is no clock, no randomness and no I/O in here.
 *
 * <p>For each block {@link #begin} comes first, then {@link #apply} for each command. Who wants to keep what was true
 * before works on a {@link #copy}. Not for two threads while it changes.
 */
public final class Ledger {

    private final ChainIdentity chain;
    private final Accounts accounts;
    private final Hotkeys hotkeys;
    private final Neurons neurons;
    private Hyperparameters rules;
    private LedgerClock clock;
    private long issued;
    private int registrations;

    Ledger(
            ChainIdentity chain,
            Hyperparameters rules,
            LedgerClock clock,
            long issued,
            Accounts accounts,
            Hotkeys hotkeys,
            Neurons neurons) {
        this.chain = chain;
        this.rules = rules;
        this.clock = clock;
        this.issued = issued;
        this.accounts = accounts;
        this.hotkeys = hotkeys;
        this.neurons = neurons;
    }

    /**
     * A ledger on which nothing has happened yet; its first epoch begins with the block that {@link #begin} is told first.
     */
    public static Ledger found(ChainIdentity chain, Hyperparameters rules) {
        return new Ledger(chain, rules, LedgerClock.UNSET, 0, new Accounts(), new Hotkeys(), new Neurons());
    }

    /** One that changes apart from this. */
    public Ledger copy() {
        return new Ledger(chain, rules, clock, issued, accounts.copy(), hotkeys.copy(), neurons.copy());
    }

    /** Whether {@link #begin} of this block would change anything but the count of registrations. */
    public boolean isDue(long block) {
        return clock.isUnset() || block - clock.epochStart() >= rules.tempo();
    }

    /**
     * Begins a block: sets the rules' numbers if they change with it, and settles the epoch that is over.
     *
     * @return what became true by that, in order
     */
    public List<ChainEvent> begin(long block, Optional<Hyperparameters> changed) {
        registrations = 0;
        List<ChainEvent> events = new ArrayList<>();
        changed.ifPresent(set -> {
            rules = set;
            events.add(new HyperparametersSet(set));
        });
        if (clock.isUnset()) {
            clock = LedgerClock.startingAt(block);
        } else if (isDue(block)) {
            events.add(settle(block));
            clock = clock.next(block);
            events.addAll(new WeightRules(this).expire());
        }
        return events;
    }

    private EpochSettled settle(long block) {
        long emission = Math.min(rules.economy().emission(), Hyperparameters.MAX_SUPPLY - issued);
        List<NeuronPay> pays =
                new EpochSettlement(neurons, hotkeys, rules).settle(block, clock.epoch(), clock.epochStart(), emission);
        issued += pays.stream().mapToLong(NeuronPay::pay).sum();
        return new EpochSettled(clock.epoch(), clock.epochStart(), emission, pays);
    }

    /**
     * Applies one command of the block that was begun; its signature has been checked before.
     *
     * @param digest SHA-256 of its canonical bytes
     */
    public Outcome apply(CommandEnvelope envelope, BlockHash digest, long block) {
        try {
            requireNonce(envelope);
            List<ChainEvent> events = change(envelope, block);
            accounts.put(envelope.signer(), accounts.of(envelope.signer()).after(digest, block));
            return new Applied(events);
        } catch (CommandRefused refused) {
            return refused.outcome();
        }
    }

    /** The block in which exactly this command was taken, as far as that is remembered. */
    public Optional<Long> takenIn(CommandEnvelope envelope, BlockHash digest) {
        return accounts.of(envelope.signer())
                .taken(envelope.nonce())
                .filter(taken -> taken.digest().equals(digest))
                .map(Account.Taken::block);
    }

    private void requireNonce(CommandEnvelope envelope) throws CommandRefused {
        CommandRefused.when(
                !envelope.chain().equals(chain),
                Refusal.WRONG_CHAIN,
                "the command is for " + envelope.chain() + ", this is " + chain);
        long next = accounts.of(envelope.signer()).nextNonce();
        String detail = "the next nonce of " + envelope.signer() + " is " + next + ", not " + envelope.nonce();
        CommandRefused.when(envelope.nonce() < next, Refusal.NONCE_USED, detail);
        CommandRefused.when(envelope.nonce() > next, Refusal.NONCE_AHEAD, detail);
    }

    private List<ChainEvent> change(CommandEnvelope envelope, long block) throws CommandRefused {
        KeyId signer = envelope.signer();
        return switch (envelope.command()) {
            case DrawFaucet faucet -> new MoneyRules(this).drawFaucet(signer);
            case Transfer transfer -> new MoneyRules(this).transfer(signer, transfer);
            case AddStake add -> new MoneyRules(this).addStake(signer, add);
            case RemoveStake remove -> new MoneyRules(this).removeStake(signer, remove);
            case RegisterNeuron register -> new NeuronRules(this).register(signer, register.hotkey(), block);
            case DeregisterNeuron deregister -> new NeuronRules(this).deregister(signer, deregister.hotkey());
            case AnnounceAxon announce -> new NeuronRules(this).announce(signer, announce.endpoint(), block);
            case CommitWeights commit -> new WeightRules(this).commit(signer, commit.commitment(), block);
            case RevealWeights reveal -> new WeightRules(this).reveal(signer, reveal, block);
        };
    }

    /** The neurons as {@code block} leaves them, by ascending uid. */
    public List<NeuronInfo> neuronsAt(long block) {
        return neurons.byUid().entrySet().stream()
                .map(entry -> entry.getValue()
                        .info(
                                entry.getKey(),
                                hotkeys.stake(entry.getValue().hotkey()),
                                EpochSettlement.isActive(entry.getValue(), rules, block)))
                .toList();
    }

    public long balance(KeyId coldkey) {
        return accounts.of(coldkey).balance();
    }

    public long stake(KeyId hotkey, KeyId coldkey) {
        return hotkeys.stake(hotkey, coldkey);
    }

    public long nextNonce(KeyId account) {
        return accounts.of(account).nextNonce();
    }

    public Hyperparameters hyperparameters() {
        return rules;
    }

    public ChainIdentity chain() {
        return chain;
    }

    public long epoch() {
        return clock.epoch();
    }

    public long epochStart() {
        return clock.epochStart();
    }

    /** All coins that are out, rao: those on accounts and those staked. */
    public long issued() {
        return issued;
    }

    void mint(long amount) {
        issued += amount;
    }

    void burn(long amount) {
        issued -= amount;
    }

    /** How many neurons were registered in this block so far. */
    int registrations() {
        return registrations;
    }

    void countRegistration() {
        registrations++;
    }

    LedgerClock clock() {
        return clock;
    }

    Accounts accounts() {
        return accounts;
    }

    Hotkeys hotkeys() {
        return hotkeys;
    }

    Neurons neurons() {
        return neurons;
    }
}
