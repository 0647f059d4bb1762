package org.synapsesubnet.axon.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.axon.membership.ChainState.Member;

class ChainStateTest {

    private static final Hotkey POOR = hotkey(1);
    private static final Hotkey RICH = hotkey(2);
    private static final Hotkey PERMITTED = hotkey(3);

    @Test
    void beforeAnyPermitTheValidatorsAreThoseWithEnoughStake() {
        assertThat(state(100, member(POOR, 99, false), member(RICH, 100, false)).validators())
                .containsExactly(Map.entry(RICH, 100L));
        assertThat(state(0, member(POOR, 0, false), member(RICH, 1, false)).validators())
                .as("without a threshold a miner without stake is no validator yet")
                .containsOnlyKeys(RICH);
    }

    @Test
    void onceThereArePermitsOnlyTheyCount() {
        assertThat(state(100, member(RICH, 100, false), member(PERMITTED, 50, true))
                        .validators())
                .containsOnlyKeys(PERMITTED);
    }

    @Test
    void saysWhatAnAnswerLacks() {
        assertThatThrownBy(() -> ChainState.of(Map.of(), Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("rules");
        assertThatThrownBy(() -> ChainState.of(Map.of("rules", "none"), Map.of()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void readsJsonOfEveryKindThatTheChainSends() throws IOException {
        byte[] json = "{\"a\":[1,{\"b\":null}],\"c\":\"d\",\"e\":true}".getBytes(StandardCharsets.UTF_8);

        assertThat(JsonTree.object(json))
                .containsEntry("c", "d")
                .containsEntry("e", true)
                .extractingByKey("a")
                .asString()
                .isEqualTo("[1, {b=null}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"a\":", "{\"a\":[1", "{\"a\":1.5}", "{\"a\":99999999999999999999}", "<html>"})
    void refusesWhatIsNoObjectOfThatKind(String text) {
        assertThatThrownBy(() -> JsonTree.object(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class);
    }

    private static ChainState state(long threshold, Member... members) {
        return new ChainState("embedded", 1, 7, 0, 0, threshold, List.of(members));
    }

    private static Member member(Hotkey hotkey, long stake, boolean permit) {
        return new Member(hotkey, "", stake, permit);
    }

    private static Hotkey hotkey(int number) {
        return new Hotkey("0x%040x".formatted(number));
    }
}
