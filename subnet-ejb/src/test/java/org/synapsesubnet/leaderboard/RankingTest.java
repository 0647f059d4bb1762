package org.synapsesubnet.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.chain.api.AxonEndpoint;
import org.synapsesubnet.chain.api.BlockHash;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.chain.api.NeuronInfo;

class RankingTest {

    private static final String OWN = hotkey(9).toString();

    private final Map<String, List<Integer>> scores = new HashMap<>();
    private final Map<String, NeuronFile.Standing> standings = new HashMap<>();

    @Test
    void minersAreRankedByTheNewestScoreAndThoseWithoutOneComeLast() {
        scores.put(hotkey(0).toString(), List.of(900_000, 100_000));
        scores.put(hotkey(2).toString(), List.of(200_000, 300_000));

        Board board = board(miner(0, 0), miner(1, 60_000), miner(2, 0));

        assertThat(board.miners()).extracting(Board.MinerLine::uid).containsExactly(2, 0, 1);
        assertThat(board.miners()).extracting(Board.MinerLine::rank).containsExactly(1, 2, 3);
        assertThat(board.miners()).extracting(Board.MinerLine::trend).containsExactly(100_000, -800_000, null);
        assertThat(board.miners().getLast().score()).isNull();
    }

    @Test
    void equalScoresAreRankedByIncentiveThenUid() {
        for (int uid = 0; uid < 3; uid++) {
            scores.put(hotkey(uid).toString(), List.of(500_000));
        }

        Board board = board(miner(0, 5), miner(1, 7), miner(2, 7));

        assertThat(board.miners()).extracting(Board.MinerLine::uid).containsExactly(1, 2, 0);
    }

    @Test
    void aPermitAloneMakesNoValidator() {
        NeuronInfo rich = neuron(3, 1_000, true, 0, axon(3));

        Board board = board(rich, neuron(9, 10, false, 0, null));

        assertThat(board.miners()).extracting(Board.MinerLine::uid).containsExactly(3);
        assertThat(board.validators()).singleElement().satisfies(own -> {
            assertThat(own.uid()).isEqualTo(9);
            assertThat(own.own()).isTrue();
        });
    }

    @Test
    void whoSentWeightsIsAValidatorAndWithAnAxonAMinerToo() {
        standings.put(hotkey(4).toString(), new NeuronFile.Standing(4, null, null, null, null, 1, 2, 3, 4));

        Board board = board(neuron(4, 1_000, true, 0, axon(4)), neuron(5, 2_000, true, 100, null));

        assertThat(board.validators()).extracting(Board.ValidatorLine::uid).containsExactly(5, 4);
        assertThat(board.validators().getLast().missedReveals()).isEqualTo(4);
        assertThat(board.miners()).extracting(Board.MinerLine::uid).containsExactly(4);
    }

    private Board board(NeuronInfo... neurons) {
        Metagraph metagraph = new Metagraph(
                new ChainIdentity("embedded", 1), 7, new BlockHash("0x" + "1".repeat(64)), 0, 0, List.of(neurons));
        return new Ranking(scores, standings, any -> Optional.empty(), any -> 0, OWN).of(metagraph, Instant.EPOCH);
    }

    private static NeuronInfo miner(int uid, int incentive) {
        return new NeuronInfo(uid, hotkey(uid), hotkey(100), 1, axon(uid), 0, false, 1, 0, incentive, 0, 0, 0, true);
    }

    private static NeuronInfo neuron(int uid, long stake, boolean permit, int dividends, @Nullable AxonEndpoint axon) {
        return new NeuronInfo(uid, hotkey(uid), hotkey(100), 1, axon, stake, permit, 1, 0, 0, dividends, 0, 0, true);
    }

    private static AxonEndpoint axon(int uid) {
        return new AxonEndpoint("192.0.2." + (uid + 1), 9_000, "", hotkey(uid));
    }

    private static KeyId hotkey(int number) {
        return KeyId.ofAddress("0x%040x".formatted(number + 1));
    }
}
