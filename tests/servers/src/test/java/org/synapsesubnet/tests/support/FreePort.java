package org.synapsesubnet.tests.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of the loopback address that nobody listens on. */
public final class FreePort {

    private static final int FIRST = 18_400;
    private static final int LAST = 32_000;
    private static final int STEP = 16;

    private FreePort() {}

    /** One that was free a moment ago; below the range the kernel gives to outgoing connections it stays so. */
    public static int find() throws IOException {
        return findAfter(FIRST - STEP);
    }

    /** Like {@link #find}, above a port that was found before and may not be taken yet. */
    public static int findAfter(int found) throws IOException {
        for (int port = found + STEP; port < LAST; port += STEP) {
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException e) {
                continue;
            }
        }
        throw new IOException("No free port from " + (found + STEP) + " to " + LAST);
    }
}
