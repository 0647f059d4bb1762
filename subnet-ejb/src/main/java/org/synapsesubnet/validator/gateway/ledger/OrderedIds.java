package org.synapsesubnet.validator.gateway.ledger;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ids that grow with time (RFC 9562, version 7): rows then go to the end of an index, and a group of them touches a page
 * or two instead of one page each, which was most of what a settlement cost. They are unique, not secret.
 */
final class OrderedIds {

    private static final long VERSION_7 = 0x7000L;
    private static final long RANDOM_HIGH = 0x0fffL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long RANDOM_LOW = 0x3fff_ffff_ffff_ffffL;

    private OrderedIds() {}

    /** @param millis milliseconds since 1970 */
    static UUID at(long millis) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(
                millis << 16 | VERSION_7 | random.nextLong() & RANDOM_HIGH, VARIANT | random.nextLong() & RANDOM_LOW);
    }

    /** @return no greater than any id of this millisecond or later */
    static UUID first(long millis) {
        return new UUID(millis << 16, 0);
    }
}
