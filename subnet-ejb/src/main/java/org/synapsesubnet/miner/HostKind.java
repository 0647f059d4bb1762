package org.synapsesubnet.miner;

import java.util.Locale;
import org.synapsesubnet.container.remote.RemoteAddress;

/** What runs the miners of a host. */
enum HostKind {
    /** A Docker engine. */
    DOCKER,
    /** A Docker Swarm behind one of its managers. */
    SWARM,
    /** This machine, as processes. */
    NATIVE,
    /** An Ollama that others run. */
    REMOTE;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By the address in the fleet's rows. */
    static HostKind at(String address) {
        if (address.equals(HostPlace.NATIVE)) {
            return NATIVE;
        }
        if (address.startsWith(RemoteAddress.PREFIX)) {
            return REMOTE;
        }
        return address.startsWith(HostPlace.SWARM) ? SWARM : DOCKER;
    }
}
