package org.synapsesubnet.chain.connector.embedded.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.synapsesubnet.chain.api.BlockHash;
import org.synapsesubnet.chain.api.ChainCommand.RevealWeights;
import org.synapsesubnet.chain.api.ChainEvent;
import org.synapsesubnet.chain.api.ChainEvent.CommitExpired;
import org.synapsesubnet.chain.api.ChainEvent.WeightsCommitted;
import org.synapsesubnet.chain.api.ChainEvent.WeightsRevealed;
import org.synapsesubnet.chain.api.Hyperparameters.Weighting;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.Refusal;
import org.synapsesubnet.chain.api.WeightRow;
import org.synapsesubnet.chain.consensus.WeightUpscaling;

/** Weights are committed to in one epoch and revealed in a later one, so that nobody can copy them. */
final class WeightRules {

    private final Ledger ledger;
    private final Neurons neurons;
    private final Weighting rules;

    WeightRules(Ledger ledger) {
        this.ledger = ledger;
        this.neurons = ledger.neurons();
        this.rules = ledger.hyperparameters().weighting();
    }

    List<ChainEvent> commit(KeyId hotkey, BlockHash commitment, long block) throws CommandRefused {
        int uid = neurons.requireUid(hotkey);
        Neuron neuron = neurons.at(uid);
        requireValidator(neuron);
        Validating validating = neuron.validating();
        CommandRefused.when(
                validating.committedAt() != Validating.NEVER && block - validating.committedAt() < rules.rateLimit(),
                Refusal.COMMITTED_TOO_SOON,
                hotkey + " committed in block " + validating.committedAt() + " and may again in block "
                        + (validating.committedAt() + rules.rateLimit()));
        long open = validating.commits().stream()
                .filter(commit -> dueIn(commit) >= ledger.epoch())
                .count();
        CommandRefused.when(
                open >= Weighting.MAX_OPEN_COMMITS,
                Refusal.TOO_MANY_OPEN_COMMITS,
                hotkey + " has " + open + " commits to reveal first");
        neurons.put(uid, neuron.with(validating.committing(new OpenCommit(commitment, block, ledger.epoch()))));
        return List.of(new WeightsCommitted(uid, hotkey, commitment));
    }

    List<ChainEvent> reveal(KeyId hotkey, RevealWeights reveal, long block) throws CommandRefused {
        int uid = neurons.requireUid(hotkey);
        Neuron neuron = neurons.at(uid);
        OpenCommit commit = revealed(neuron, reveal.weights().commitment(ledger.chain(), hotkey, reveal.salt()));
        requireValidator(neuron);
        SortedMap<Integer, Integer> row = reveal.weights().byUid();
        CommandRefused.when(
                row.size() < rules.minEntries(),
                Refusal.TOO_FEW_WEIGHTS,
                "there must be " + rules.minEntries() + " weights, not " + row.size());
        SortedMap<Integer, Integer> upscaled = upscaled(meant(row, commit));
        neurons.put(uid, neuron.with(neuron.validating().revealing(commit, upscaled, block)));
        return List.of(new WeightsRevealed(uid, hotkey, new WeightRow(upscaled), commit.block()));
    }

    private OpenCommit revealed(Neuron neuron, BlockHash commitment) throws CommandRefused {
        List<OpenCommit> commits = neuron.validating().commits();
        CommandRefused.when(commits.isEmpty(), Refusal.NO_OPEN_COMMIT, neuron.hotkey() + " has no open commit");
        OpenCommit commit = commits.stream()
                .filter(open -> open.commitment().equals(commitment))
                .findFirst()
                .orElseThrow(() -> new CommandRefused(
                        Refusal.REVEAL_DOES_NOT_MATCH,
                        "none of the " + commits.size() + " open commits is " + commitment));
        String window = "the commit of block " + commit.block() + " can be revealed in epoch " + dueIn(commit)
                + ", this is epoch " + ledger.epoch();
        CommandRefused.when(ledger.epoch() < dueIn(commit), Refusal.REVEALED_TOO_EARLY, window);
        CommandRefused.when(ledger.epoch() > dueIn(commit), Refusal.COMMIT_EXPIRED, window);
        return commit;
    }

    /** Without the uids that have changed hands since the commit, or have nobody: those weights were for somebody else. */
    private SortedMap<Integer, Integer> meant(SortedMap<Integer, Integer> row, OpenCommit commit)
            throws CommandRefused {
        int uids = ledger.hyperparameters().registration().maxNeurons();
        SortedMap<Integer, Integer> meant = new TreeMap<>();
        for (Map.Entry<Integer, Integer> entry : row.entrySet()) {
            int uid = entry.getKey();
            CommandRefused.when(uid >= uids, Refusal.UNKNOWN_UID, "uid " + uid + " isn't below " + uids);
            Neuron miner = neurons.byUid().get(uid);
            if (miner != null && miner.registeredAt() < commit.block()) {
                meant.put(uid, entry.getValue());
            }
        }
        return meant;
    }

    private static SortedMap<Integer, Integer> upscaled(SortedMap<Integer, Integer> row) {
        int[] values = WeightUpscaling.upscaled(
                row.values().stream().mapToInt(Integer::intValue).toArray());
        SortedMap<Integer, Integer> upscaled = new TreeMap<>();
        int next = 0;
        for (int uid : row.keySet()) {
            upscaled.put(uid, values[next++]);
        }
        return upscaled;
    }

    private void requireValidator(Neuron neuron) throws CommandRefused {
        long stake = ledger.hotkeys().stake(neuron.hotkey());
        long threshold = ledger.hyperparameters().validation().stakeThreshold();
        CommandRefused.when(
                stake < threshold,
                Refusal.BELOW_STAKE_THRESHOLD,
                neuron.hotkey() + " has " + stake + " rao of stake, a validator needs " + threshold);
        CommandRefused.when(
                !neuron.standing().permit(),
                Refusal.NO_VALIDATOR_PERMIT,
                neuron.hotkey() + " has no permit in epoch " + ledger.epoch());
    }

    /** At the beginning of an epoch: tells of the commits that it is too late for, and forgets those it told of before. */
    List<ChainEvent> expire() {
        List<ChainEvent> events = new ArrayList<>();
        for (int uid : List.copyOf(neurons.byUid().keySet())) {
            Neuron neuron = neurons.at(uid);
            List<OpenCommit> left = new ArrayList<>();
            for (OpenCommit commit : neuron.validating().commits()) {
                if (dueIn(commit) + 1 == ledger.epoch()) {
                    events.add(new CommitExpired(uid, neuron.hotkey(), commit.block()));
                }
                if (dueIn(commit) + 1 >= ledger.epoch()) {
                    left.add(commit);
                }
            }
            if (left.size() < neuron.validating().commits().size()) {
                neurons.put(uid, neuron.with(neuron.validating().withCommits(left)));
            }
        }
        return events;
    }

    private long dueIn(OpenCommit commit) {
        return commit.epoch() + rules.revealPeriod();
    }
}
