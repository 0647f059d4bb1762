package org.synapsesubnet.validator.gateway.routing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * A miner as this node sees it: the line to it, what it last said about itself and how it fared with our requests.
 * Thread-safe.
 */
public final class Miner {

    private final MinerEndpoint endpoint;
    private final MinerLine line;
    private final CoolDown coolDown;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final LongAdder requests = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder tokens = new LongAdder();
    private final RecentTimes firstTokens = new RecentTimes();
    private volatile MinerStatus status = MinerStatus.UNKNOWN;
    private volatile boolean departed;

    Miner(MinerEndpoint endpoint, MinerLine line, LongSupplier nanoTime, Duration firstRest) {
        this.endpoint = endpoint;
        this.line = line;
        this.coolDown = new CoolDown(nanoTime, firstRest);
    }

    public MinerEndpoint endpoint() {
        return endpoint;
    }

    /** How to call it. */
    public MinerLine line() {
        return line;
    }

    public MinerStatus status() {
        return status;
    }

    void status(MinerStatus now) {
        status = now;
    }

    /** Our own requests that run there. */
    public int inFlight() {
        return inFlight.get();
    }

    boolean resting() {
        return coolDown.resting();
    }

    /** Requests per slot: below 1 there is a free one. */
    double load() {
        MinerStatus now = status;
        return (double) (inFlight.get() + now.others()) / now.slots();
    }

    void begin() {
        inFlight.incrementAndGet();
        requests.increment();
    }

    /**
     * A challenge runs here: routing sees the slot it takes, figures of customers' requests don't change. {@link #end}
     * ends it.
     */
    public void beginChallenge() {
        inFlight.incrementAndGet();
    }

    /** A request that {@link MinerDirectory#pick} sent here, or a challenge, is over, however it ended. */
    public void end() {
        if (inFlight.decrementAndGet() == 0 && departed) {
            line.close();
        }
    }

    /** No request is sent here any more; the line is given up when the last one is over. */
    void depart() {
        departed = true;
        if (inFlight.get() == 0) {
            line.close();
        }
    }

    /** The first token came after so many nanoseconds: this miner works. */
    public void firstToken(long nanos) {
        coolDown.succeeded();
        firstTokens.add(nanos);
    }

    /** Tokens it made for a request that is over. */
    public void made(long completionTokens) {
        tokens.add(completionTokens);
    }

    /** It failed a request through its own fault and gets a rest. */
    public void failed() {
        failures.increment();
        coolDown.failed();
    }

    MinerView view() {
        MinerStatus now = status;
        return new MinerView(
                endpoint.name(),
                endpoint.hotkey(),
                endpoint.registration(),
                now.up(),
                now.up() && resting() ? "resting after a failure" : now.reason(),
                now.models().stream().sorted().toList(),
                now.slots(),
                now.others(),
                inFlight.get(),
                requests.sum(),
                failures.sum(),
                tokens.sum(),
                firstTokens.percentile(0.5),
                firstTokens.percentile(0.95));
    }
}
