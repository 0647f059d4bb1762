package org.synapsesubnet.container.process;

import java.util.concurrent.ThreadLocalRandom;

/**
 * The one network of processes: each has an address of its own within 127.0.0.0/8, so that no two want one port. Other
 * machines can't reach it; everybody on this machine can.
 */
final class Loopback {

    private Loopback() {}

    /** An address that is likely nobody's; a process that finds it taken ends, and the next one gets another. */
    static String someAddress() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "127." + random.nextInt(64, 128) + "." + random.nextInt(256) + "." + random.nextInt(1, 255);
    }
}
