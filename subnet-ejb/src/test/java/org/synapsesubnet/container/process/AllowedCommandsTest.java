package org.synapsesubnet.container.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedCommandsTest {

    @Test
    void aCommandIsKnownByTheDigestOfItsText() {
        AllowedCommands allowed = AllowedCommands.parse(" /bin/one a  b ; /bin/two; ");

        assertThat(allowed.find(AllowedCommands.nameOf("/bin/one a  b"))).contains(List.of("/bin/one", "a", "b"));
        assertThat(allowed.find(AllowedCommands.nameOf("/bin/two"))).contains(List.of("/bin/two"));
        assertThat(allowed.find(AllowedCommands.nameOf("/bin/one"))).isEmpty();
        // printf %s /bin/two | sha256sum
        assertThat(AllowedCommands.nameOf("/bin/two").text())
                .isEqualTo("sha256:18be9e7d24ad97ac2691ef55c1f1854594710014f73b8005411ee9aa774d0ac7");
    }

    @Test
    void nothingIsAllowedWhereNothingIsSaid() {
        assertThat(AllowedCommands.parse("").commands()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "./sh", "/bin/../bin/sh", "/bin/sh -c\ttrue"})
    void aCommandBeginsWithAPlainAbsolutePath(String command) {
        assertThatThrownBy(() -> AllowedCommands.parse(command))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("synapse.fleet.native-allow-list: '" + command + "'");
    }
}
