package org.synapsesubnet.web.leaderboard;

import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.leaderboard.EpochView;
import org.synapsesubnet.api.leaderboard.LeaderboardView;
import org.synapsesubnet.api.leaderboard.NeuronFileView;
import org.synapsesubnet.api.leaderboard.PayView;
import org.synapsesubnet.chain.api.AxonEndpoint;
import org.synapsesubnet.chain.api.NeuronInfo;
import org.synapsesubnet.leaderboard.Board;
import org.synapsesubnet.leaderboard.EpochFile;
import org.synapsesubnet.leaderboard.NeuronFile;
import org.synapsesubnet.leaderboard.PublishedScore;
import org.synapsesubnet.web.problem.Json;

/** The leaderboard's values in the form that REST shows. */
final class LeaderboardViews {
    private LeaderboardViews() {}

    static LeaderboardView of(Board board) {
        return new LeaderboardView(
                board.readAt(),
                board.block(),
                board.epoch(),
                board.miners().stream().map(LeaderboardViews::of).toList(),
                board.validators().stream().map(LeaderboardViews::of).toList());
    }

    private static LeaderboardView.MinerStanding of(Board.MinerLine miner) {
        return new LeaderboardView.MinerStanding(
                miner.rank(),
                miner.uid(),
                miner.hotkey(),
                miner.state(),
                miner.reason(),
                miner.models(),
                miner.score(),
                miner.trend(),
                miner.history(),
                miner.completionTokens(),
                miner.stake(),
                miner.incentive(),
                miner.pay(),
                miner.totalPay());
    }

    private static LeaderboardView.ValidatorStanding of(Board.ValidatorLine validator) {
        return new LeaderboardView.ValidatorStanding(
                validator.rank(),
                validator.uid(),
                validator.hotkey(),
                validator.own(),
                validator.permit(),
                validator.stake(),
                validator.validatorTrust(),
                validator.dividends(),
                validator.pay(),
                validator.totalPay(),
                validator.reveals(),
                validator.missedReveals(),
                validator.lastUpdate());
    }

    static NeuronFileView of(NeuronFile file) {
        @Nullable NeuronInfo neuron = file.neuron().orElse(null);
        NeuronFile.@Nullable Standing standing = file.standing().orElse(null);
        @Nullable AxonEndpoint axon = neuron == null ? null : neuron.announced();
        return new NeuronFileView(
                file.hotkey(),
                neuron != null,
                neuron != null ? Integer.valueOf(neuron.uid()) : standing == null ? null : (Integer) standing.uid(),
                neuron != null ? neuron.coldkey().toString() : standing == null ? null : standing.coldkey(),
                neuron != null
                        ? Long.valueOf(neuron.registeredAt())
                        : standing == null ? null : standing.registeredBlock(),
                axon == null ? null : hostAndPort(axon),
                axon == null ? null : axon.certificateDigest(),
                neuron == null ? null : neuron.stake(),
                standing == null ? 0 : standing.minerPay(),
                standing == null ? 0 : standing.validatorPay(),
                standing == null ? 0 : standing.reveals(),
                standing == null ? 0 : standing.missedReveals(),
                file.scores().stream().map(LeaderboardViews::of).toList(),
                file.pay().stream().map(LeaderboardViews::of).toList(),
                file.challenges().stream().map(LeaderboardViews::of).toList());
    }

    static String hostAndPort(AxonEndpoint axon) {
        return (axon.address().indexOf(':') < 0 ? axon.address() : "[" + axon.address() + "]") + ":" + axon.port();
    }

    private static NeuronFileView.ScoreView of(PublishedScore score) {
        return new NeuronFileView.ScoreView(
                score.epoch(),
                score.specVersion(),
                score.quality(),
                score.reliability(),
                score.speed(),
                score.raw(),
                score.score(),
                score.weight(),
                Json.tree(score.inputs()),
                score.scoredAt());
    }

    private static PayView of(NeuronFile.EpochPay pay) {
        return new PayView(
                pay.epoch(),
                pay.uid(),
                pay.consensus(),
                pay.incentive(),
                pay.dividends(),
                pay.validatorTrust(),
                pay.minerPay(),
                pay.validatorPay(),
                pay.validatorPermit());
    }

    private static NeuronFileView.ChallengeView of(NeuronFile.ChallengeLine line) {
        return new NeuronFileView.ChallengeView(
                line.epoch(),
                line.number(),
                line.model(),
                line.outcome(),
                line.detail(),
                line.completionTokens(),
                line.firstTokenNanos(),
                line.totalNanos(),
                line.comparedTokens(),
                line.matchedTokens(),
                line.logprobError(),
                line.faults());
    }

    static EpochView of(EpochFile epoch) {
        EpochFile.@Nullable Work work = epoch.work();
        EpochFile.@Nullable Secrets secrets = epoch.secrets();
        return new EpochView(
                epoch.epoch(),
                epoch.phase(),
                epoch.note(),
                work == null ? null : work.firstBlock(),
                work == null ? null : work.snapshotBlock(),
                work == null ? null : work.specVersion(),
                work == null ? null : work.committedBlock(),
                work == null ? null : work.revealedBlock(),
                work == null ? null : work.settledBlock(),
                work == null ? null : work.openedAt(),
                secrets == null ? null : secrets.secretSeed(),
                secrets == null ? null : secrets.salt(),
                secrets == null ? null : Json.tree(secrets.weights()),
                of(epoch.settlement()));
    }

    private static EpochView.@Nullable SettlementView of(EpochFile.@Nullable Settlement settlement) {
        return settlement == null
                ? null
                : new EpochView.SettlementView(
                        settlement.firstBlock(),
                        settlement.settledBlock(),
                        settlement.settledAt(),
                        settlement.emission(),
                        settlement.payees().stream()
                                .map(payee -> new EpochView.PayeeView(payee.hotkey(), of(payee.pay())))
                                .toList());
    }
}
