package org.synapsesubnet.axon;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;

/** The first message of a TLS handshake, for a caller who means to send no second. */
final class ClientHello {

    private ClientHello() {}

    static byte[] bytes() throws IOException {
        SSLEngine engine = PinnedTrust.in("").createSSLEngine();
        engine.setUseClientMode(true);
        engine.beginHandshake();
        ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), hello);
        return Arrays.copyOf(hello.array(), hello.position());
    }
}
