package org.synapsesubnet.validator.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.validator.gateway.ScriptedAxon;

@Timeout(120)
class ManyMinersTest {

    private static final int MINERS = 100;

    @Test
    void aHundredMinersAreAskedWithinAnEpochsTime() throws Exception {
        List<ScriptedAxon> axons = new ArrayList<>();
        try (TestMarket market = new TestMarket()) {
            for (int i = 0; i < MINERS; i++) {
                ScriptedAxon axon = new ScriptedAxon(
                        "miner-" + i,
                        market.validator().hotkey(),
                        ScriptedAxon.lines(ScriptedAxon.line("Hi"), ScriptedAxon.done(3, 1)));
                axons.add(axon);
                market.miner(axon.endpoint());
            }
            Verification verification = market.verification(new VerificationSettings(
                    Optional.empty(), 4, Duration.ofSeconds(5), 32, 1, 0, 1, Duration.ofSeconds(5)));
            EpochKey key = market.epoch(1);
            market.plan(verification, key, "3c".repeat(32));

            assertThat(verification.run(key, Duration.ofSeconds(10))).isTrue();

            try (Connection connection = market.database().getConnection()) {
                Map<Hotkey, List<JudgedChallenge>> judged = JudgedChallenge.read(connection, key);
                assertThat(judged).hasSize(MINERS);
                assertThat(judged.values())
                        .allSatisfy(challenges -> assertThat(challenges)
                                .hasSize(4)
                                .extracting(JudgedChallenge::outcome)
                                .containsOnly(ChallengeOutcome.ANSWERED));
            }
        } finally {
            axons.forEach(ScriptedAxon::close);
        }
    }
}
