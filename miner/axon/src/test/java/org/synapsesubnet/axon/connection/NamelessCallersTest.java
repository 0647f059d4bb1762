package org.synapsesubnet.axon.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class NamelessCallersTest {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    /** Every machine knows this name, so it could only be left out on purpose. */
    @Test
    void noAddressHasAName() throws Exception {
        assertThat(InetAddress.getByAddress(LOOPBACK).getHostName()).isEqualTo("127.0.0.1");
    }

    @Test
    void namesStillHaveAddresses() throws Exception {
        assertThat(InetAddress.getByName("localhost").isLoopbackAddress()).isTrue();
    }
}
