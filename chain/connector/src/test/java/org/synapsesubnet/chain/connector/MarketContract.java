package org.synapsesubnet.chain.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.chain.api.AxonEndpoint;
import org.synapsesubnet.chain.api.Block;
import org.synapsesubnet.chain.api.BlockHash;
import org.synapsesubnet.chain.api.ChainCommand;
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
import org.synapsesubnet.chain.api.ChainEvent.AxonAnnounced;
import org.synapsesubnet.chain.api.ChainEvent.CommitExpired;
import org.synapsesubnet.chain.api.ChainEvent.Departure;
import org.synapsesubnet.chain.api.ChainEvent.EpochSettled;
import org.synapsesubnet.chain.api.ChainEvent.FaucetDrawn;
import org.synapsesubnet.chain.api.ChainEvent.NeuronDeregistered;
import org.synapsesubnet.chain.api.ChainEvent.NeuronRegistered;
import org.synapsesubnet.chain.api.ChainEvent.StakeChanged;
import org.synapsesubnet.chain.api.ChainEvent.Transferred;
import org.synapsesubnet.chain.api.ChainEvent.WeightsCommitted;
import org.synapsesubnet.chain.api.ChainEvent.WeightsRevealed;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainException.Reason;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.CommandEnvelope;
import org.synapsesubnet.chain.api.CommandReceipt;
import org.synapsesubnet.chain.api.CommandReceipt.Applied;
import org.synapsesubnet.chain.api.CommandReceipt.Refused;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.api.Hyperparameters.Economy;
import org.synapsesubnet.chain.api.Hyperparameters.Registration;
import org.synapsesubnet.chain.api.Hyperparameters.Validation;
import org.synapsesubnet.chain.api.Hyperparameters.Weighting;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.KeyScheme;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.chain.api.NeuronInfo;
import org.synapsesubnet.chain.api.NeuronPay;
import org.synapsesubnet.chain.api.Refusal;
import org.synapsesubnet.chain.api.Salt;
import org.synapsesubnet.chain.api.SignedCommand;
import org.synapsesubnet.chain.api.WeightRow;

/**
 * The rules of a market, as every kind of chain behind {@link ChainAdapter} must keep them. A subclass brings the chain,
 * which must take the numbers it is told, and a way to grow it.
 */
public abstract class MarketContract {

    private static final ChainIdentity CHAIN = new ChainIdentity("embedded", 1);
    private static final long COIN = 1_000_000_000L;
    private static final Salt SALT = Salt.of(new byte[32]);
    private static final TestKey ALICE = TestKey.number(1);
    private static final TestKey BOB = TestKey.number(2);
    private static final TestKey VALIDATOR = TestKey.number(11);
    private static final TestKey MINER = TestKey.number(12);
    private static final TestKey OTHER_MINER = TestKey.number(13);

    /** Small, so that every limit can be met: 10 blocks an epoch, 4 uids, immune for 25 blocks. */
    private static final Hyperparameters RULES = new Hyperparameters(
            10,
            3,
            new Registration(4, 25, COIN, 3),
            new Weighting(2, 1, 1),
            new Validation(2, 10 * COIN, 32_767, 65_535, 900_000, 5_000),
            new Economy(7 * COIN, 11_796, COIN, 1_000 * COIN));

    private ChainAdapter chain;

    /** A fresh chain with this identity and these numbers. */
    protected abstract ChainAdapter open(ChainIdentity identity, Hyperparameters rules) throws Exception;

    /** Makes one more final block appear, of the commands that are on their way. */
    protected abstract void grow() throws Exception;

    @BeforeEach
    void openChain() throws Exception {
        chain = open(CHAIN, RULES);
    }

    @AfterEach
    void closeChain() {
        chain.close();
    }

    @Test
    void givesEachAccountItsStartingAmountOnce() throws Exception {
        assertThat(applied(ALICE, new DrawFaucet())).containsExactly(new FaucetDrawn(ALICE.id(), 1_000 * COIN));
        assertThat(balance(ALICE)).isEqualTo(1_000 * COIN);
        assertRefused(Refusal.FAUCET_USED, ALICE, new DrawFaucet());
    }

    @Test
    void aChainWithoutStartingAmountsSaysSo() throws Exception {
        reopen(RULES.with(new Economy(0, 0, 1, 0)));
        assertRefused(Refusal.FAUCET_CLOSED, ALICE, new DrawFaucet());
    }

    @Test
    void neverIssuesMoreThanThereMayBe() throws Exception {
        reopen(RULES.with(new Economy(0, 0, 1, Hyperparameters.MAX_SUPPLY)));
        applied(ALICE, new DrawFaucet());
        assertRefused(Refusal.SUPPLY_EXHAUSTED, BOB, new DrawFaucet());
    }

    @Test
    void movesAnAmountFromOneBalanceToAnother() throws Exception {
        fund(ALICE);
        assertThat(applied(ALICE, new Transfer(BOB.id(), 5))).containsExactly(new Transferred(ALICE.id(), BOB.id(), 5));
        assertThat(balance(BOB)).isEqualTo(5);
        assertThat(balance(ALICE)).isEqualTo(1_000 * COIN - 5);
        assertRefused(Refusal.INSUFFICIENT_BALANCE, BOB, new Transfer(ALICE.id(), 6));
    }

    @Test
    void sendingToOneselfChangesNothing() throws Exception {
        fund(ALICE);
        applied(ALICE, new Transfer(ALICE.id(), 7));
        assertThat(balance(ALICE)).isEqualTo(1_000 * COIN);
    }

    @Test
    void theSameCommandHappensOnceHoweverOftenItIsSent() throws Exception {
        fund(ALICE);
        SignedCommand command = ALICE.sign(CHAIN, 1, new Transfer(BOB.id(), 5));
        CompletableFuture<CommandReceipt> first = chain.submit(command);
        CompletableFuture<CommandReceipt> inTheSameBlock = chain.submit(command);
        grow();
        grow();
        CompletableFuture<CommandReceipt> later = chain.submit(command);
        grow();
        assertThat(receipt(first).isApplied()).isTrue();
        assertThat(receipt(inTheSameBlock)).isEqualTo(receipt(first));
        assertThat(receipt(later)).isEqualTo(receipt(first));
        assertThat(balance(BOB)).isEqualTo(5);
        assertThat(chain.nextNonce(ALICE.id(), soon())).isEqualTo(2);
    }

    @Test
    void aNonceIsForOneCommandAndInTurn() throws Exception {
        fund(ALICE);
        assertRefused(Refusal.NONCE_USED, ALICE.sign(CHAIN, 0, new Transfer(BOB.id(), 5)));
        assertRefused(Refusal.NONCE_AHEAD, ALICE.sign(CHAIN, 2, new Transfer(BOB.id(), 5)));
        assertThat(chain.nextNonce(ALICE.id(), soon())).isEqualTo(1);
    }

    @Test
    void aRefusedCommandUsesNoNonceAndStandsInNoBlock() throws Exception {
        SignedCommand command = ALICE.sign(CHAIN, 0, new Transfer(BOB.id(), 5));
        assertRefused(Refusal.INSUFFICIENT_BALANCE, command);
        assertThat(chain.head(soon()).commands()).isEmpty();
        assertThat(chain.nextNonce(ALICE.id(), soon())).isZero();
    }

    @Test
    void aCommandForAnotherSubnetDoesNotCount() throws Exception {
        assertRefused(Refusal.WRONG_CHAIN, ALICE.sign(new ChainIdentity("embedded", 2), 0, new DrawFaucet()));
    }

    @Test
    void nobodySignsForAnother() throws Exception {
        assertRefused(Refusal.BAD_SIGNATURE, BOB.sign(new CommandEnvelope(CHAIN, ALICE.id(), 0, new DrawFaucet())));
        SignedCommand signed = ALICE.sign(CHAIN, 0, new DrawFaucet());
        CommandEnvelope other = new CommandEnvelope(CHAIN, ALICE.id(), 0, new Transfer(BOB.id(), 1));
        assertRefused(Refusal.BAD_SIGNATURE, new SignedCommand(other, signed.signature()));
        assertRefused(Refusal.BAD_SIGNATURE, new SignedCommand(signed.envelope(), "0".repeat(194)));
    }

    @Test
    void aKeyOfAForeignSchemeIsRefused() throws Exception {
        KeyId foreign = new KeyId(KeyScheme.SR25519, "0x" + "ab".repeat(32));
        assertRefused(
                Refusal.UNSUPPORTED_KEY_SCHEME, ALICE.sign(new CommandEnvelope(CHAIN, foreign, 0, new DrawFaucet())));
    }

    @Test
    void registeringBurnsTheCostAndGivesTheLowestFreeUid() throws Exception {
        fund(ALICE);
        assertThat(applied(ALICE, new RegisterNeuron(MINER.id())))
                .containsExactly(new NeuronRegistered(0, MINER.id(), ALICE.id(), COIN));
        assertThat(balance(ALICE)).isEqualTo(999 * COIN);
        applied(ALICE, new RegisterNeuron(OTHER_MINER.id()));
        NeuronInfo neuron = neuron(OTHER_MINER);
        assertThat(neuron.uid()).isEqualTo(1);
        assertThat(neuron.coldkey()).isEqualTo(ALICE.id());
        assertThat(neuron.registeredAt()).isEqualTo(chain.head(soon()).number());
        assertThat(neuron.validatorPermit()).isFalse();
        assertThat(neuron.axon()).isEmpty();
    }

    @Test
    void aHotkeyHasOneNeuronAndOneOwner() throws Exception {
        fund(ALICE);
        fund(BOB);
        applied(ALICE, new RegisterNeuron(MINER.id()));
        assertRefused(Refusal.ALREADY_REGISTERED, ALICE, new RegisterNeuron(MINER.id()));
        assertRefused(Refusal.NOT_THE_OWNER, BOB, new DeregisterNeuron(MINER.id()));
        applied(ALICE, new DeregisterNeuron(MINER.id()));
        assertRefused(Refusal.NOT_THE_OWNER, BOB, new RegisterNeuron(MINER.id()));
        assertRefused(Refusal.NOT_REGISTERED, ALICE, new DeregisterNeuron(MINER.id()));
    }

    @Test
    void registeringNeedsTheCost() throws Exception {
        assertRefused(Refusal.INSUFFICIENT_BALANCE, ALICE, new RegisterNeuron(MINER.id()));
    }

    @Test
    void aBlockTakesOnlySoManyRegistrations() throws Exception {
        fund(ALICE);
        CompletableFuture<CommandReceipt> last = new CompletableFuture<>();
        for (int i = 0; i < 4; i++) {
            last = chain.submit(ALICE.sign(CHAIN, 1 + i, new RegisterNeuron(hotkey(i))));
        }
        grow();
        assertThat(receipt(last).outcome())
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.TOO_MANY_REGISTRATIONS));
        assertThat(applied(ALICE, new RegisterNeuron(hotkey(3)))).hasSize(1);
    }

    @Test
    void inAFullSubnetTheWeakestThatIsNotImmuneMakesRoom() throws Exception {
        fund(ALICE);
        for (int i = 0; i < 4; i++) {
            applied(ALICE, new RegisterNeuron(hotkey(i)));
        }
        assertRefused(Refusal.SUBNET_FULL, ALICE, new RegisterNeuron(hotkey(9)));
        // Stake earns while nobody weighs, so uid 0 has pay and uid 1 is the oldest without.
        applied(ALICE, new AddStake(hotkey(0), 20 * COIN));
        growTo(neuronAt(3).registeredAt() + 25);
        assertThat(applied(ALICE, new RegisterNeuron(hotkey(9))))
                .containsExactly(
                        new NeuronDeregistered(1, hotkey(1), Departure.REPLACED),
                        new NeuronRegistered(1, hotkey(9), ALICE.id(), COIN));
    }

    @Test
    void immunityIsOverInTheBlockItEndsIn() throws Exception {
        fund(ALICE);
        for (int i = 0; i < 4; i++) {
            applied(ALICE, new RegisterNeuron(hotkey(i)));
        }
        long free = neuronAt(0).registeredAt() + 25;
        growTo(free - 2);
        assertRefused(Refusal.SUBNET_FULL, ALICE, new RegisterNeuron(hotkey(9)));
        assertThat(chain.head(soon()).number()).isEqualTo(free - 1);
        applied(ALICE, new RegisterNeuron(hotkey(9)));
        assertThat(chain.metagraph(soon()).byUid(0).orElseThrow().hotkey()).isEqualTo(hotkey(9));
    }

    @Test
    void aMinerAnnouncesWhereItServesButNotTooOften() throws Exception {
        fund(ALICE);
        applied(ALICE, new RegisterNeuron(MINER.id()));
        AxonEndpoint endpoint = new AxonEndpoint("203.0.113.7", 9_443, "cd".repeat(32), MINER.id());
        assertThat(applied(MINER, new AnnounceAxon(endpoint)))
                .containsExactly(new AxonAnnounced(0, MINER.id(), endpoint));
        assertThat(neuron(MINER).axon()).contains(endpoint);
        AxonEndpoint moved = new AxonEndpoint("2001:db8::1", 9_443, "", MINER.id());
        assertRefused(Refusal.ANNOUNCED_TOO_SOON, MINER, new AnnounceAxon(moved));
        grow();
        applied(MINER, new AnnounceAxon(moved));
        assertThat(neuron(MINER).axon()).contains(moved);
        assertRefused(Refusal.NOT_REGISTERED, BOB, new AnnounceAxon(moved));
    }

    @Test
    void stakeGoesToAHotkeyAndBack() throws Exception {
        fund(ALICE);
        fund(BOB);
        assertRefused(Refusal.UNKNOWN_HOTKEY, BOB, new AddStake(MINER.id(), COIN));
        applied(ALICE, new RegisterNeuron(MINER.id()));
        assertThat(applied(BOB, new AddStake(MINER.id(), 3 * COIN)))
                .containsExactly(new StakeChanged(MINER.id(), BOB.id(), 3 * COIN, 3 * COIN));
        assertThat(neuron(MINER).stake()).isEqualTo(3 * COIN);
        assertThat(balance(BOB)).isEqualTo(997 * COIN);
        assertThat(applied(BOB, new RemoveStake(MINER.id(), COIN)))
                .containsExactly(new StakeChanged(MINER.id(), BOB.id(), 2 * COIN, -COIN));
        assertThat(chain.stake(MINER.id(), BOB.id(), soon())).isEqualTo(2 * COIN);
        assertRefused(Refusal.INSUFFICIENT_STAKE, BOB, new RemoveStake(MINER.id(), 2 * COIN + 1));
        assertRefused(Refusal.INSUFFICIENT_STAKE, ALICE, new RemoveStake(MINER.id(), 1));
        assertRefused(Refusal.STAKE_TOO_SMALL, BOB, new AddStake(MINER.id(), COIN - 1));
        assertRefused(Refusal.INSUFFICIENT_BALANCE, BOB, new AddStake(MINER.id(), 999 * COIN));
        assertRefused(Refusal.UNKNOWN_HOTKEY, BOB, new RemoveStake(hotkey(9), 1));
    }

    @Test
    void stakeOutlivesTheNeuron() throws Exception {
        fund(ALICE);
        applied(ALICE, new RegisterNeuron(MINER.id()));
        applied(ALICE, new AddStake(MINER.id(), 3 * COIN));
        applied(ALICE, new DeregisterNeuron(MINER.id()));
        assertThat(chain.metagraph(soon()).neurons()).isEmpty();
        applied(ALICE, new RemoveStake(MINER.id(), 3 * COIN));
        assertThat(balance(ALICE)).isEqualTo(999 * COIN);
    }

    @Test
    void anEpochSettlesEachTempoAndPaysWhatThereIs() throws Exception {
        market();
        growTo(10);
        EpochSettled settled = settlement(chain.head(soon()));
        assertThat(settled.epoch()).isZero();
        assertThat(settled.firstBlock()).isZero();
        assertThat(settled.emission()).isEqualTo(7 * COIN);
        assertThat(paid(settled)).isBetween(7 * COIN - settled.neurons().size(), 7 * COIN);
        assertThat(neuron(VALIDATOR).validatorPermit()).isTrue();
        assertThat(neuron(MINER).validatorPermit()).isFalse();
        assertThat(chain.metagraph(soon()).epoch()).isEqualTo(1);
        assertThat(chain.metagraph(soon()).epochStart()).isEqualTo(10);
        growTo(20);
        assertThat(settlement(chain.head(soon())).epoch()).isEqualTo(1);
    }

    @Test
    void weightsThatWereCommittedAndRevealedDecideWhoIsPaid() throws Exception {
        market();
        growTo(11);
        WeightRow row = WeightRow.of(Map.of(1, 300, 2, 100));
        assertThat(applied(VALIDATOR, new CommitWeights(row.commitment(CHAIN, VALIDATOR.id(), SALT))))
                .containsExactly(new WeightsCommitted(0, VALIDATOR.id(), row.commitment(CHAIN, VALIDATOR.id(), SALT)));
        long committedAt = chain.head(soon()).number();
        growTo(20);
        assertThat(applied(VALIDATOR, new RevealWeights(row, SALT)))
                .containsExactly(new WeightsRevealed(
                        0, VALIDATOR.id(), WeightRow.of(Map.of(1, 65_535, 2, 21_845)), committedAt));
        assertThat(neuron(VALIDATOR).lastUpdate()).isEqualTo(chain.head(soon()).number());
        long before = neuron(MINER).stake();
        growTo(30);
        EpochSettled settled = settlement(chain.head(soon()));
        NeuronPay miner = settled.neurons().get(1);
        NeuronPay other = settled.neurons().get(2);
        assertThat(miner.incentive()).isBetween(49_150, 49_152);
        assertThat(other.incentive()).isBetween(16_383, 16_384);
        assertThat(settled.neurons().get(0).dividends()).isEqualTo(65_535);
        assertThat(miner.minerPay()).isGreaterThan(2 * other.minerPay()).isPositive();
        assertThat(neuron(MINER).stake()).isEqualTo(before + miner.pay());
        assertThat(neuron(MINER).pay()).isEqualTo(miner.pay());
        assertThat(neuron(VALIDATOR).validatorTrust()).isBetween(65_530, 65_535);
    }

    @Test
    void delegatorsShareAValidatorsPayAfterItsTake() throws Exception {
        market();
        fund(BOB);
        applied(BOB, new AddStake(VALIDATOR.id(), 100 * COIN));
        growTo(10);
        long pay = settlement(chain.head(soon())).neurons().get(0).validatorPay();
        // Both have the same stake: Bob gets half of what the take of 11796 / 65535 leaves.
        assertThat(chain.stake(VALIDATOR.id(), BOB.id(), soon()) - 100 * COIN)
                .isEqualTo(pay * (65_535 - 11_796) / 65_535 / 2);
        assertThat(neuron(VALIDATOR).stake()).isEqualTo(200 * COIN + pay);
    }

    @Test
    void whoHasNoPermitCannotCommit() throws Exception {
        market();
        assertRefused(Refusal.NO_VALIDATOR_PERMIT, VALIDATOR, someCommit(VALIDATOR));
        assertRefused(Refusal.BELOW_STAKE_THRESHOLD, MINER, someCommit(MINER));
        assertRefused(Refusal.NOT_REGISTERED, BOB, someCommit(BOB));
    }

    @Test
    void commitsKeepTheirDistance() throws Exception {
        market();
        growTo(10);
        applied(VALIDATOR, someCommit(VALIDATOR));
        assertRefused(Refusal.COMMITTED_TOO_SOON, VALIDATOR, someCommit(VALIDATOR));
        applied(VALIDATOR, someCommit(VALIDATOR));
    }

    @Test
    void onlySoManyCommitsMayBeOpen() throws Exception {
        reopen(RULES.with(new Weighting(0, 3, 1)));
        market();
        growTo(10);
        for (int i = 0; i < Weighting.MAX_OPEN_COMMITS; i++) {
            applied(VALIDATOR, someCommit(VALIDATOR));
        }
        assertRefused(Refusal.TOO_MANY_OPEN_COMMITS, VALIDATOR, someCommit(VALIDATOR));
    }

    @Test
    void aRevealHasItsEpochAndNoOther() throws Exception {
        market();
        growTo(10);
        WeightRow row = WeightRow.of(Map.of(1, 1));
        assertRefused(Refusal.NO_OPEN_COMMIT, VALIDATOR, new RevealWeights(row, SALT));
        applied(VALIDATOR, new CommitWeights(row.commitment(CHAIN, VALIDATOR.id(), SALT)));
        long committedAt = chain.head(soon()).number();
        growTo(18);
        assertRefused(Refusal.REVEALED_TOO_EARLY, VALIDATOR, new RevealWeights(row, SALT));
        assertThat(chain.head(soon()).number()).isEqualTo(19);
        growTo(29);
        SignedCommand late = sign(VALIDATOR, new RevealWeights(row, SALT));
        assertRefused(Refusal.COMMIT_EXPIRED, late);
        assertThat(chain.head(soon()).ownEvents()).contains(new CommitExpired(0, VALIDATOR.id(), committedAt));
        growTo(39);
        assertRefused(Refusal.NO_OPEN_COMMIT, late);
    }

    @Test
    void theLastBlockOfTheRevealEpochIsInTime() throws Exception {
        market();
        growTo(10);
        WeightRow row = WeightRow.of(Map.of(1, 1));
        applied(VALIDATOR, new CommitWeights(row.commitment(CHAIN, VALIDATOR.id(), SALT)));
        growTo(28);
        applied(VALIDATOR, new RevealWeights(row, SALT));
        assertThat(chain.head(soon()).number()).isEqualTo(29);
    }

    @Test
    void aRevealMustBeWhatWasCommittedTo() throws Exception {
        market();
        growTo(10);
        WeightRow row = WeightRow.of(Map.of(1, 1));
        applied(VALIDATOR, new CommitWeights(row.commitment(CHAIN, VALIDATOR.id(), SALT)));
        growTo(20);
        Salt otherSalt = new Salt("ab".repeat(32));
        assertRefused(Refusal.REVEAL_DOES_NOT_MATCH, VALIDATOR, new RevealWeights(row, otherSalt));
        assertRefused(Refusal.REVEAL_DOES_NOT_MATCH, VALIDATOR, new RevealWeights(WeightRow.of(Map.of(1, 2)), SALT));
    }

    @Test
    void aCommitmentCopiedFromAnotherHotkeyIsWorthNothing() throws Exception {
        WeightRow row = WeightRow.of(Map.of(1, 1));
        assertThat(row.commitment(CHAIN, MINER.id(), SALT)).isNotEqualTo(row.commitment(CHAIN, VALIDATOR.id(), SALT));
    }

    @Test
    void aRevealForNobodyOrForTooFewIsRefused() throws Exception {
        market();
        growTo(10);
        WeightRow nobody = WeightRow.of(Map.of(4, 1));
        WeightRow empty = WeightRow.of(Map.of());
        applied(VALIDATOR, new CommitWeights(nobody.commitment(CHAIN, VALIDATOR.id(), SALT)));
        grow();
        applied(VALIDATOR, new CommitWeights(empty.commitment(CHAIN, VALIDATOR.id(), SALT)));
        growTo(20);
        assertRefused(Refusal.UNKNOWN_UID, VALIDATOR, new RevealWeights(nobody, SALT));
        assertRefused(Refusal.TOO_FEW_WEIGHTS, VALIDATOR, new RevealWeights(empty, SALT));
    }

    @Test
    void aRecycledUidStartsClean() throws Exception {
        market();
        growTo(10);
        WeightRow row = WeightRow.of(Map.of(1, 3, 2, 1));
        applied(VALIDATOR, new CommitWeights(row.commitment(CHAIN, VALIDATOR.id(), SALT)));
        growTo(20);
        applied(VALIDATOR, new RevealWeights(row, SALT));
        growTo(30);
        assertThat(neuron(MINER).incentive()).isPositive();
        applied(ALICE, new DeregisterNeuron(MINER.id()));
        applied(ALICE, new RegisterNeuron(hotkey(9)));
        NeuronInfo fresh = neuronAt(9);
        assertThat(fresh.uid()).isEqualTo(1);
        assertThat(fresh)
                .extracting(NeuronInfo::pay, NeuronInfo::incentive, NeuronInfo::stake)
                .containsExactly(0L, 0, 0L);
        growTo(40);
        EpochSettled settled = settlement(chain.head(soon()));
        assertThat(settled.neurons().get(1).pay()).isZero();
        assertThat(settled.neurons().get(2).minerPay()).isPositive();
    }

    @Test
    void weightsThatWereMeantForAPredecessorDoNotCount() throws Exception {
        market();
        growTo(10);
        WeightRow row = WeightRow.of(Map.of(1, 3, 2, 1));
        applied(VALIDATOR, new CommitWeights(row.commitment(CHAIN, VALIDATOR.id(), SALT)));
        applied(ALICE, new DeregisterNeuron(MINER.id()));
        applied(ALICE, new RegisterNeuron(hotkey(9)));
        growTo(20);
        assertThat(applied(VALIDATOR, new RevealWeights(row, SALT)))
                .first()
                .isInstanceOfSatisfying(
                        WeightsRevealed.class,
                        revealed -> assertThat(revealed.weights().byUid()).containsOnlyKeys(2));
    }

    @Test
    void aMinerThatLeavesTakesOnlyItsOwnWeightAway() throws Exception {
        market();
        growTo(10);
        WeightRow row = WeightRow.of(Map.of(1, 3, 2, 1));
        applied(VALIDATOR, new CommitWeights(row.commitment(CHAIN, VALIDATOR.id(), SALT)));
        applied(ALICE, new DeregisterNeuron(MINER.id()));
        growTo(20);
        applied(VALIDATOR, new RevealWeights(row, SALT));
        growTo(30);
        EpochSettled settled = settlement(chain.head(soon()));
        assertThat(settled.neurons()).extracting(NeuronPay::uid).containsExactly(0, 2);
        assertThat(settled.neurons().get(1).incentive()).isEqualTo(65_535);
    }

    @Test
    void theMetagraphOfAnEarlierBlockIsAsItWasThen() throws Exception {
        market();
        long before = chain.head(soon()).number();
        Metagraph then = chain.metagraph(soon());
        applied(ALICE, new DeregisterNeuron(MINER.id()));
        growTo(12);
        assertThat(chain.metagraph(before, soon())).isEqualTo(then);
        assertThat(chain.metagraph(before + 1, soon()).byHotkey(MINER.id())).isEmpty();
        assertThat(then.byHotkey(MINER.id())).isPresent();
        assertThat(then.block()).isEqualTo(before);
        assertThatExceptionOfType(ChainException.class)
                .isThrownBy(() -> chain.metagraph(99, soon()))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_BLOCK));
    }

    @Test
    void aBlockTellsItsCommandsAndWhatEachBrought() throws Exception {
        fund(ALICE);
        SignedCommand transfer = ALICE.sign(CHAIN, 1, new Transfer(BOB.id(), 5));
        SignedCommand register = ALICE.sign(CHAIN, 2, new RegisterNeuron(MINER.id()));
        var first = chain.submit(transfer);
        var second = chain.submit(register);
        grow();
        Block block = chain.blocks(receipt(first).block(), 1, soon()).first();
        assertThat(block.commands()).extracting(applied -> applied.command()).containsExactly(transfer, register);
        assertThat(new Applied(block.eventsOf(0))).isEqualTo(receipt(first).outcome());
        assertThat(new Applied(block.eventsOf(1))).isEqualTo(receipt(second).outcome());
    }

    @Test
    void everyBlockCommitsToAState() throws Exception {
        BlockHash before = chain.head(soon()).stateHash();
        grow();
        assertThat(chain.head(soon()).stateHash()).isEqualTo(before);
        fund(ALICE);
        assertThat(chain.head(soon()).stateHash()).isNotEqualTo(before).isNotEqualTo(BlockHash.ZERO);
    }

    @Test
    void saysByWhichRulesItGoes() throws Exception {
        assertThat(chain.hyperparameters(soon())).isEqualTo(RULES);
        assertThat(chain.traits().finalityDepth()).isNotNegative();
    }

    @Test
    void aCommandOnItsWayAtTheEndIsToldToo() throws Exception {
        CompletableFuture<CommandReceipt> receipt = chain.submit(ALICE.sign(CHAIN, 0, new DrawFaucet()));
        chain.close();
        assertThat(receipt)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOfSatisfying(
                        ChainException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
    }

    @Test
    void aCommandAfterTheEndIsTold() {
        chain.close();
        assertThatExceptionOfType(ChainException.class)
                .isThrownBy(() -> chain.submit(ALICE.sign(CHAIN, 0, new DrawFaucet())))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
    }

    /** A validator with 100 coins of stake on uid 0 and miners on uids 1 and 2, before block 9. */
    private void market() throws Exception {
        fund(ALICE);
        long nonce = 1;
        for (TestKey key : List.of(VALIDATOR, MINER, OTHER_MINER)) {
            chain.submit(ALICE.sign(CHAIN, nonce++, new RegisterNeuron(key.id())));
        }
        var staked = chain.submit(ALICE.sign(CHAIN, nonce, new AddStake(VALIDATOR.id(), 100 * COIN)));
        grow();
        assertThat(receipt(staked).isApplied()).isTrue();
    }

    private void reopen(Hyperparameters rules) throws Exception {
        chain.close();
        chain = open(CHAIN, rules);
    }

    private void fund(TestKey key) throws Exception {
        applied(key, new DrawFaucet());
    }

    private static KeyId hotkey(int number) {
        return TestKey.number(100 + number).id();
    }

    private NeuronInfo neuronAt(int number) throws ChainException {
        return chain.metagraph(soon()).byHotkey(hotkey(number)).orElseThrow();
    }

    private NeuronInfo neuron(TestKey key) throws ChainException {
        return chain.metagraph(soon()).byHotkey(key.id()).orElseThrow();
    }

    private CommitWeights someCommit(TestKey key) {
        return new CommitWeights(WeightRow.of(Map.of(1, 1)).commitment(CHAIN, key.id(), SALT));
    }

    private static EpochSettled settlement(Block block) {
        return block.ownEvents().stream()
                .filter(EpochSettled.class::isInstance)
                .map(EpochSettled.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static long paid(EpochSettled settled) {
        return settled.neurons().stream().mapToLong(NeuronPay::pay).sum();
    }

    private long balance(TestKey key) throws ChainException {
        return chain.balance(key.id(), soon());
    }

    private void growTo(long block) throws Exception {
        while (chain.head(soon()).number() < block) {
            grow();
        }
        assertThat(chain.head(soon()).number()).isEqualTo(block);
    }

    private SignedCommand sign(TestKey key, ChainCommand command) throws ChainException {
        return key.sign(CHAIN, chain.nextNonce(key.id(), soon()), command);
    }

    /** The events of a command that the next block takes. */
    private List<ChainEvent> applied(TestKey key, ChainCommand command) throws Exception {
        CompletableFuture<CommandReceipt> receipt = chain.submit(sign(key, command));
        grow();
        assertThat(receipt(receipt).outcome()).isInstanceOf(Applied.class);
        assertThat(receipt(receipt).block()).isEqualTo(chain.head(soon()).number());
        return ((Applied) receipt(receipt).outcome()).events();
    }

    private void assertRefused(Refusal refusal, TestKey key, ChainCommand command) throws Exception {
        assertRefused(refusal, sign(key, command));
    }

    /** The next block passes by, and the command isn't in it. */
    private void assertRefused(Refusal refusal, SignedCommand command) throws Exception {
        CompletableFuture<CommandReceipt> receipt = chain.submit(command);
        grow();
        assertThat(receipt(receipt).outcome()).isInstanceOf(Refused.class);
        assertThat(((Refused) receipt(receipt).outcome()).refusal()).isEqualTo(refusal);
    }

    private static CommandReceipt receipt(CompletableFuture<CommandReceipt> receipt) throws Exception {
        return receipt.get(10, TimeUnit.SECONDS);
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(10));
    }
}
