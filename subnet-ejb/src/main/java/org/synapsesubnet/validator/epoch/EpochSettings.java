package org.synapsesubnet.validator.epoch;

import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * How epochs are led; keys start with {@code synapse.epoch}.
 *
 * @param node this node's name
 * @param challengePercent share of an epoch's blocks in which miners are challenged, 10–90
 * @param leaseTtl after which another node leads when this one died, 2 s–10 min
 * @param chainDeadline of each call to the chain, 100 ms–1 min
 * @param evidenceRetention how long a challenge's evidence is kept, 1 h–10 years
 */
record EpochSettings(
        String node, int challengePercent, Duration leaseTtl, Duration chainDeadline, Duration evidenceRetention) {

    EpochSettings {
        if (challengePercent < 10 || challengePercent > 90) {
            throw new IllegalArgumentException(
                    "synapse.epoch.challenge-percent must be 10 to 90, but was " + challengePercent);
        }
        requireRange("synapse.epoch.lease-ttl", leaseTtl, Duration.ofSeconds(2), Duration.ofMinutes(10));
        requireRange("synapse.epoch.chain-deadline", chainDeadline, Duration.ofMillis(100), Duration.ofMinutes(1));
        requireRange(
                "synapse.epoch.evidence-retention", evidenceRetention, Duration.ofHours(1), Duration.ofDays(3_650));
    }

    /** @throws IllegalArgumentException naming the key whose value can't be used */
    static EpochSettings from(Config config, String node) {
        return new EpochSettings(
                node,
                config.getValue("synapse.epoch.challenge-percent", Integer.class),
                config.getValue("synapse.epoch.lease-ttl", Duration.class),
                config.getValue("synapse.epoch.chain-deadline", Duration.class),
                config.getValue("synapse.epoch.evidence-retention", Duration.class));
    }

    private static void requireRange(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(key + " must be " + least + " to " + most + ", but was " + value);
        }
    }
}
