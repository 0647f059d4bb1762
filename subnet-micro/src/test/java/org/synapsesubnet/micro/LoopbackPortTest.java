package org.synapsesubnet.micro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class LoopbackPortTest {

    @Test
    void namesATakenPortAndTheWayOut() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(LoopbackPort.ADDRESS))) {
            assertThatThrownBy(() -> LoopbackPort.requireFree(taken.getLocalPort()))
                    .isInstanceOf(LaunchException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " of 127.0.0.1 is taken")
                    .hasMessageContaining("-Dsynapse.port=");
        }
    }

    @Test
    void acceptsAPortThatWasGivenBack() throws IOException {
        int port;
        try (ServerSocket once = new ServerSocket(0, 1, InetAddress.getByName(LoopbackPort.ADDRESS))) {
            port = once.getLocalPort();
        }

        assertThatCode(() -> LoopbackPort.requireFree(port)).doesNotThrowAnyException();
    }

    @Test
    void nextFreeSkipsATakenPort() throws IOException, LaunchException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(LoopbackPort.ADDRESS))) {
            assertThat(LoopbackPort.nextFree(taken.getLocalPort() - 1, 3))
                    .hasSize(3)
                    .isSorted()
                    .doesNotContain(taken.getLocalPort());
        }
    }

    @Test
    void refusesWhenTooFewPortsAreLeftAbove() {
        assertThatThrownBy(() -> LoopbackPort.nextFree(65_534, 2))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("Above port 65534");
    }
}
