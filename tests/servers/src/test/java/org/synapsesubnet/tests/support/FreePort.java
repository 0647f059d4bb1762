package org.synapsesubnet.tests.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of the loopback address that nobody listens on. */
public final class FreePort {

    private FreePort() {}

    /** One that was free a moment ago; below the range the kernel gives to outgoing connections it stays so. */
    public static int find() throws IOException {
        for (int port = 18_400; port < 32_000; port += 16) {
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException e) {
                continue;
            }
        }
        throw new IOException("No free port from 18400 to 32000");
    }
}
