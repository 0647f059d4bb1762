package org.synapsesubnet.container;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Connects to an address from a container; fails when that doesn't succeed within two seconds. */
final class Reach {

    private static final int PATIENCE_MILLIS = 2000;

    private Reach() {}

    public static void main(String... hostAndPort) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(hostAndPort[0], Integer.parseInt(hostAndPort[1])), PATIENCE_MILLIS);
            System.out.println("connected");
        }
    }
}
