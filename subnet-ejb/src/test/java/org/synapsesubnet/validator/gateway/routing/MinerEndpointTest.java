package org.synapsesubnet.validator.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MinerEndpointTest {

    private static final String HOTKEY = "0x" + "ab".repeat(20);

    @Test
    void readsNameAddressAndHotkey() {
        assertThat(MinerEndpoint.parse(" east-1=http://127.0.0.1:9101/#" + HOTKEY))
                .isEqualTo(new MinerEndpoint("east-1", URI.create("http://127.0.0.1:9101"), HOTKEY));
    }

    @Test
    void skipsBlanksAndRefusesANameGivenTwice() {
        String one = "a=http://127.0.0.1:1#" + HOTKEY;
        assertThat(MinerEndpoint.parseAll(List.of("", one))).hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MinerEndpoint.parseAll(List.of(one, one)))
                .withMessageContaining("'a'")
                .withMessageContaining("synapse.gateway.miners");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a=http://h:1", "a=ftp://h:1#0x00", "a=http://h:1#0x00", "a b=http://h:1#0x00"})
    void refusesNonsense(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> MinerEndpoint.parse(text));
    }
}
