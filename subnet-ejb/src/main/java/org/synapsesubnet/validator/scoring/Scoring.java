package org.synapsesubnet.validator.scoring;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.chain.api.KeyScheme;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.chain.api.NeuronInfo;
import org.synapsesubnet.chain.api.WeightRow;
import org.synapsesubnet.validator.verification.EpochKey;
import org.synapsesubnet.validator.verification.JudgedChallenge;

/** From an epoch's verdicts to its scores, and from those to the weights; rules in {@link ScoringSpec}. */
public final class Scoring {

    private final Calibration calibration;
    private final InstantSource clock;

    Scoring(Calibration calibration, InstantSource clock) {
        this.calibration = calibration;
        this.clock = clock;
    }

    /**
     * Writes the scores of all miners that were asked or scored before. Scores of the epoch that are there already are
     * replaced: from the same verdicts come the same.
     *
     * @param snapshot the one that the epoch was planned with
     */
    public void score(Connection tx, EpochKey key, Metagraph snapshot) throws SQLException {
        Map<Hotkey, List<JudgedChallenge>> judged = JudgedChallenge.read(tx, key);
        Pace pace = new Pace(judged.values());
        List<ScoredMiner> scored = new ArrayList<>();
        for (NeuronInfo neuron : snapshot.neurons()) {
            if (neuron.hotkey().scheme() != KeyScheme.SECP256K1) {
                continue;
            }
            Hotkey hotkey = Hotkey.parse(neuron.hotkey().address());
            List<JudgedChallenge> challenges = judged.get(hotkey);
            if (challenges != null) {
                scored(tx, key, neuron, hotkey, challenges, pace).ifPresent(scored::add);
            }
        }
        ScoreRows.delete(tx, key);
        ScoreRows.insert(tx, key, scored, clock.instant());
    }

    /**
     * The weights of an epoch as they may be sent now: uids that changed hands meanwhile, or whose hotkey registered
     * anew, are left out. Empty when no miner has a score above 0.
     */
    public WeightRow weights(Connection tx, EpochKey key, Metagraph now) throws SQLException {
        return new WeightRow(ScoreRows.weights(tx, key, now));
    }

    private Optional<ScoredMiner> scored(
            Connection tx, EpochKey key, NeuronInfo neuron, Hotkey hotkey, List<JudgedChallenge> challenges, Pace pace)
            throws SQLException {
        Optional<ScoreRows.Before> before = ScoreRows.before(tx, key, hotkey, neuron.registeredAt());
        Outcomes outcomes = Outcomes.of(challenges);
        if (outcomes.asked() == 0) {
            return before.map(
                    kept -> new ScoredMiner(hotkey, neuron.uid(), neuron.registeredAt(), kept.score(), kept.inputs()));
        }
        Score scoreBefore = before.map(ScoreRows.Before::score).orElse(Score.NONE);
        Evidence evidence = Evidence.of(challenges, calibration)
                .after(before.map(kept -> Explanation.evidenceIn(kept.inputs())).orElse(Evidence.NONE));
        Pace.Speed speed = pace.of(challenges);
        Score score = Score.of(evidence.quality(), outcomes.reliability(), speed.speed(), scoreBefore);
        return Optional.of(new ScoredMiner(
                hotkey,
                neuron.uid(),
                neuron.registeredAt(),
                score,
                Explanation.of(challenges, calibration, evidence, outcomes, speed, scoreBefore)));
    }
}
