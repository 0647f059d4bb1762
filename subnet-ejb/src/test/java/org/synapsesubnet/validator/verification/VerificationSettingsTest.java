package org.synapsesubnet.validator.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.platform.DefaultConfig;

class VerificationSettingsTest {

    @Test
    void readsWhatIsDelivered() {
        VerificationSettings settings = VerificationSettings.from(new DefaultConfig());

        assertThat(settings.reference()).isEmpty();
        assertThat(settings.challenges()).isEqualTo(4);
        assertThat(settings.deadline()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.perMiner()).isEqualTo(1);
    }

    @Test
    void readsAnAddressAndRefusesNonsense() {
        assertThat(VerificationSettings.from(
                                new DefaultConfig().with("synapse.verification.reference", "http://127.0.0.1:11434"))
                        .reference())
                .contains(URI.create("http://127.0.0.1:11434"));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        VerificationSettings.from(new DefaultConfig().with("synapse.verification.reference", "ollama")))
                .withMessageContaining("reference: 'ollama' must be an address");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        VerificationSettings.from(new DefaultConfig().with("synapse.verification.challenges", "0")))
                .withMessageContaining("challenges: 0 must be from 1 to 64");
    }
}
