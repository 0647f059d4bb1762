package org.synapsesubnet.micro;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;

/** TCP ports of the loopback address, the only one that anything here binds to. */
final class LoopbackPort {

    static final String ADDRESS = "127.0.0.1";

    private static final int LAST = 65_535;

    private LoopbackPort() {}

    static void requireFree(int port) throws LaunchException {
        if (!isFree(port)) {
            throw new LaunchException("Port " + port + " of " + ADDRESS
                    + " is taken. Stop what listens there, or choose another: ./mvnw -Prun -Dsynapse.port=9090");
        }
    }

    /** The next free ports above {@code port}, ascending: stable from run to run while nobody else takes them. */
    static List<Integer> nextFree(int port, int count) throws LaunchException {
        List<Integer> free = IntStream.rangeClosed(port + 1, LAST)
                .filter(LoopbackPort::isFree)
                .limit(count)
                .boxed()
                .toList();
        if (free.size() < count) {
            throw new LaunchException("Above port " + port + " fewer than " + count + " ports of " + ADDRESS
                    + " are free: choose a lower synapse.port");
        }
        return free;
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            // What a stopped server left in TIME_WAIT must not count as taken.
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(ADDRESS), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
