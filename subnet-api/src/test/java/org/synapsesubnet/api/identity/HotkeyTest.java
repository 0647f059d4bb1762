package org.synapsesubnet.api.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HotkeyTest {

    @Test
    void readsAnAddressAsPeoplePasteIt() {
        assertThat(Hotkey.parse(" 0xF39Fd6e51aad88F6F4ce6aB8827279cffFb92266\n"))
                .isEqualTo(new Hotkey("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0x",
                "f39fd6e51aad88f6f4ce6ab8827279cfffb92266",
                "0xf39fd6e51aad88f6f4ce6ab8827279cfffb9226",
                "0xF39fd6e51aad88f6f4ce6ab8827279cfffb92266",
                "0xg39fd6e51aad88f6f4ce6ab8827279cfffb92266"
            })
    void refusesWhatIsNoAddress(String text) {
        assertThatThrownBy(() -> new Hotkey(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("hotkey");
    }

    @Test
    void refusesASubnetOutsideItsRanges() {
        assertThatThrownBy(() -> new SubnetId("", 1)).hasMessageContaining("chainId");
        assertThatThrownBy(() -> new SubnetId("a b", 1)).hasMessageContaining("chainId");
        assertThatThrownBy(() -> new SubnetId("embedded", -1)).hasMessageContaining("netuid");
        assertThatThrownBy(() -> new SubnetId("embedded", 65_536)).hasMessageContaining("65535");
    }
}
