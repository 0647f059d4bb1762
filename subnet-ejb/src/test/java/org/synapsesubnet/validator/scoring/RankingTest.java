package org.synapsesubnet.validator.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.synapsesubnet.engine.EngineOptions;
import org.synapsesubnet.validator.verification.EpochKey;
import org.synapsesubnet.validator.verification.TestMarket;
import org.synapsesubnet.validator.verification.Verification;
import org.synapsesubnet.validator.verification.VerificationSettings;

/** Real miners from their challenges to their weights. */
@Timeout(120)
class RankingTest {

    private static final TestMarket.Models MODELS = TestMarket.Models.written();
    /** As the tiny model's in the default configuration: random weights are far more sensitive than learned ones. */
    private static final Calibration CALIBRATION = Calibration.parse(List.of("tiny=40000/100000"));

    private static final String SEED = "a7".repeat(32);

    @Test
    void eachMinerGetsThePlaceItDeserves() throws Exception {
        try (TestMarket market = new TestMarket()) {
            URI engine =
                    market.engine(EngineOptions.serving("tiny", MODELS.f16()).withParallel(4));
            market.miner("honest", engine);
            market.miner("eight-bit", market.engine(MODELS.q80()));
            market.miner("four-bit", market.engine(MODELS.q40()));
            market.miner("other", market.engine(MODELS.other()));
            market.cheats(engine);
            URI reference = market.engine(MODELS.f16());
            Verification verification = market.verification(new VerificationSettings(
                    Optional.of(reference), 4, Duration.ofSeconds(5), 8, 1, 2048, 1, Duration.ofSeconds(5)));
            EpochKey key = market.epoch(1);
            market.plan(verification, key, SEED);
            assertThat(verification.run(key, Duration.ofSeconds(10))).isTrue();

            SortedMap<Integer, Integer> weights;
            try (Connection connection = market.database().getConnection()) {
                Scoring scoring = new Scoring(CALIBRATION, Clock.systemUTC());
                scoring.score(connection, key, market.snapshot(1));
                weights = scoring.weights(connection, key, market.snapshot(1)).byUid();
            }

            assertThat(weights.get(0)).as("honest").isGreaterThan(30_000);
            assertThat(weights.getOrDefault(1, 0)).as("eight bits").isBetween(100, 50_000);
            for (int cheat : List.of(2, 3, 4, 5, 6, 7)) {
                assertThat(weights.getOrDefault(cheat, 0))
                        .as(market.name(cheat))
                        .isLessThan(weights.getOrDefault(1, 0))
                        .isLessThan(1_000);
            }
        }
    }
}
