package org.synapsesubnet.api.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {

    @Test
    void fieldsThatRunTogetherHaveDifferentBytes() {
        byte[] one = CanonicalMessage.of("d").text("ab").text("c").toBytes();
        byte[] other = CanonicalMessage.of("d").text("a").text("bc").toBytes();

        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void signsTheKeccakOfEthereumAndNotThatOfSha3() {
        // Domain and field are both empty: two 32-bit zeros.
        assertThat(CanonicalMessage.of("").text("").toBytes()).isEqualTo(new byte[8]);
        assertThat(LowerHex.of(CanonicalMessage.of("").text("").signingDigest()))
                .isEqualTo("011b4d03dd8c01f1049143cf9c4c817e4b167f1d1b83e5c6f0f10d89ba1e7bce");
    }

    @Test
    void aFlatObjectComesBackAsItWentOut() {
        String json =
                new FlatJson().with("text", "a \"b\"\n").with("number", -7L).toString();

        assertThat(FlatJson.parse(json).text("text")).isEqualTo("a \"b\"\n");
        assertThat(FlatJson.parse(json).number("number")).isEqualTo(-7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}{}",
                "{} x",
                "{\"a\":1,\"a\":2}",
                "{\"a\":{}}",
                "{\"a\":[1]}",
                "{\"a\":1.5}",
                "{\"a\":true}",
                "{\"a\":99999999999999999999}",
                "{\"a\":null}",
                "{a:1}"
            })
    void refusesWhatIsNoFlatObject(String json) {
        assertThatThrownBy(() -> FlatJson.parse(json)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesTheMemberThatIsMissingOrOfTheWrongKind() {
        FlatJson json = FlatJson.parse("{\"a\":1,\"b\":4294967296}");

        assertThatThrownBy(() -> json.text("z")).hasMessage("z is missing");
        assertThatThrownBy(() -> json.text("a")).hasMessage("a must be a text");
        assertThatThrownBy(() -> json.integer("b")).hasMessage("b must fit in 32 bits");
    }

    @Test
    void refusesAnObjectThatIsTooLong() {
        assertThatThrownBy(() -> FlatJson.parse("{\"a\":\"" + "x".repeat(20_000) + "\"}"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
