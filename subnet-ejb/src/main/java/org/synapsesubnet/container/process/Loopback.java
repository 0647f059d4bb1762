package org.synapsesubnet.container.process;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.synapsesubnet.container.Networks;

/**
 * The one network of processes: each has an address of its own within 127.0.0.0/8, so that no two want one port. Other
 * machines can't reach it; everybody on this machine can.
 */
final class Loopback implements Networks {

    /** An address that is likely nobody's; a process that finds it taken ends, and the next one gets another. */
    static String someAddress() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "127." + random.nextInt(64, 128) + "." + random.nextInt(256) + "." + random.nextInt(1, 255);
    }

    @Override
    public void ensureInternal(String name, Map<String, String> labels) {
        // It is always there.
    }

    @Override
    public void ensureShared(String name, Map<String, String> labels) {
        // It is always there.
    }

    @Override
    public void ensurePublished(String name, Map<String, String> labels) {
        // It is always there.
    }

    @Override
    public void ensureOpen(String name, Map<String, String> labels) {
        // It is always there.
    }

    @Override
    public void connect(String name, String container) {
        // Every process is.
    }

    @Override
    public void disconnect(String name, String container) {
        // No process can be.
    }

    @Override
    public Set<String> attached(String name) {
        return Set.of();
    }

    @Override
    public Set<String> list(Map<String, String> labels) {
        return Set.of();
    }

    @Override
    public void remove(String name) {
        // Nothing was made.
    }
}
