package org.synapsesubnet.validator.gateway.admission;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.synapsesubnet.access.Caller;

/**
 * Requests per minute of each caller on this node, by token bucket: a burst of the whole limit, refilled evenly.
 *
 * <p>Memory is bounded without forgetting anyone: a bucket that is full again says no more than a new one would, so
 * full ones are dropped when there are many.
 */
public final class RequestRates {

    private static final Duration SPAN = Duration.ofMinutes(1);

    private final TimeMeter time;
    private final int manyBuckets;
    private final Map<Owner, Bucket> buckets = new ConcurrentHashMap<>();

    /** @param manyBuckets from how many on full ones are dropped, ≥ 1 */
    public RequestRates(TimeMeter time, int manyBuckets) {
        if (manyBuckets < 1) {
            throw new IllegalArgumentException("manyBuckets: " + manyBuckets + " must be at least 1");
        }
        this.time = time;
        this.manyBuckets = manyBuckets;
    }

    /** A changed limit starts a new bucket. */
    private record Owner(String account, Object key, int requestsPerMinute) {}

    /** Counts one request of a caller. */
    public RateVerdict admit(Caller caller) {
        Object key = caller.keyId() == null ? "" : caller.keyId();
        Owner owner = new Owner(caller.account(), key, caller.requestsPerMinute());
        Bucket bucket = buckets.get(owner);
        if (bucket == null) {
            dropFullOnes();
            bucket = buckets.computeIfAbsent(owner, this::bucket);
        }
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return new RateVerdict(
                probe.isConsumed(),
                owner.requestsPerMinute(),
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForRefill()),
                Duration.ofNanos(probe.getNanosToWaitForReset()));
    }

    int buckets() {
        return buckets.size();
    }

    private Bucket bucket(Owner owner) {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(owner.requestsPerMinute()).refillGreedy(owner.requestsPerMinute(), SPAN))
                .withCustomTimePrecision(time)
                .build();
    }

    private void dropFullOnes() {
        if (buckets.size() >= manyBuckets) {
            buckets.entrySet()
                    .removeIf(entry -> entry.getValue().getAvailableTokens()
                            >= entry.getKey().requestsPerMinute());
        }
    }
}
