package org.synapsesubnet.miner;

import java.time.Duration;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.synapsesubnet.platform.lease.LeaseKeeper;
import org.synapsesubnet.platform.lease.Leases;

/**
 * How nodes that share a database share the hosts: each is looked after by one of them.
 *
 * @param node this node's name, unique among them
 * @param ttl after which another node looks after a host whose keeper died, 2 s–10 min
 */
record LeaseSettings(String node, Duration ttl) {

    LeaseSettings {
        if (ttl.compareTo(Duration.ofSeconds(2)) < 0 || ttl.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException(
                    "synapse.fleet.lease-millis: " + ttl.toMillis() + " must be from 2000 to 600000");
        }
    }

    static LeaseSettings from(Config config) {
        return new LeaseSettings(
                config.getValue("synapse.node.name", String.class),
                Duration.ofMillis(config.getValue("synapse.fleet.lease-millis", Long.class)));
    }

    LeaseKeeper lead(String host, DataSource database) {
        return new LeaseKeeper(new Leases(database), "fleet/" + host, node, ttl, System::nanoTime);
    }

    /** The longest pause between two looks that aren't to cost this node the lease. */
    Duration pause(Duration tick) {
        Duration third = ttl.dividedBy(3);
        return tick.compareTo(third) < 0 ? tick : third;
    }
}
