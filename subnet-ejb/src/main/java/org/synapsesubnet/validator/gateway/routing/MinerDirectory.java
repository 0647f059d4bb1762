package org.synapsesubnet.validator.gateway.routing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.synapsesubnet.chain.api.KeyId;

/**
 * All miners this node may send work to, and the choice among them: least loaded first, equals in turn.
 *
 * <p>They come and go with the chain. One that stays as it is keeps its figures and its session, and a request that
 * runs on one that leaves ends there as if nothing had happened.
 */
public final class MinerDirectory implements AutoCloseable {

    private final List<MinerEndpoint> configured;
    private final MinerLines lines;
    private final LongSupplier nanoTime;
    private final Duration firstRest;
    private final ReentrantLock change = new ReentrantLock();
    private final ReentrantLock choice = new ReentrantLock();
    private volatile List<Miner> miners;
    private boolean closed;
    private int turn;

    /**
     * @param configured miners that are known whatever the chain says
     * @param lines how to reach them
     * @param firstRest how long a miner is left alone after its first failure
     */
    public MinerDirectory(List<MinerEndpoint> configured, MinerLines lines, LongSupplier nanoTime, Duration firstRest) {
        this.configured = List.copyOf(configured);
        this.lines = lines;
        this.nanoTime = nanoTime;
        this.firstRest = firstRest;
        this.miners = configured.stream().map(this::opened).toList();
    }

    /** Those known now; the list never changes, the next call may give another. */
    public List<Miner> miners() {
        return miners;
    }

    /** The miner of this hotkey, if it can be called now. */
    public Optional<Miner> byHotkey(KeyId hotkey) {
        String text = hotkey.toString();
        return miners.stream()
                .filter(miner -> miner.endpoint().hotkey().equals(text))
                .findFirst();
    }

    /**
     * Takes over what the chain announces now, besides what is configured. Where both name a hotkey the chain wins: it
     * is what all validators see, and what its owner can change without asking this operator.
     *
     * @return the miners that are new; nothing is known of them before they are asked
     */
    public List<Miner> follow(List<MinerEndpoint> announced) {
        change.lock();
        try {
            List<MinerEndpoint> wanted = besidesConfigured(announced);
            Map<MinerEndpoint, Miner> leaving = new LinkedHashMap<>();
            miners.forEach(miner -> leaving.put(miner.endpoint(), miner));
            if (closed || wanted.equals(List.copyOf(leaving.keySet()))) {
                return List.of();
            }
            List<Miner> next = new ArrayList<>();
            List<Miner> newcomers = new ArrayList<>();
            for (MinerEndpoint endpoint : wanted) {
                Miner miner = leaving.remove(endpoint);
                if (miner == null) {
                    miner = opened(endpoint);
                    newcomers.add(miner);
                }
                next.add(miner);
            }
            replaceBy(next, leaving.values());
            return newcomers;
        } finally {
            change.unlock();
        }
    }

    /** Knows no miner any more and follows nothing. */
    @Override
    public void close() {
        change.lock();
        try {
            closed = true;
            replaceBy(List.of(), miners);
        } finally {
            change.unlock();
        }
    }

    private List<MinerEndpoint> besidesConfigured(List<MinerEndpoint> announced) {
        Set<String> hotkeys = announced.stream().map(MinerEndpoint::hotkey).collect(Collectors.toSet());
        return Stream.concat(
                        configured.stream().filter(endpoint -> !hotkeys.contains(endpoint.hotkey())),
                        announced.stream())
                .toList();
    }

    private Miner opened(MinerEndpoint endpoint) {
        return new Miner(endpoint, lines.to(endpoint), nanoTime, firstRest);
    }

    /** In the lock of the choice, so that nobody begins a request on a miner that has departed. */
    private void replaceBy(List<Miner> next, Collection<Miner> leaving) {
        choice.lock();
        try {
            miners = List.copyOf(next);
            leaving.forEach(Miner::depart);
        } finally {
            choice.unlock();
        }
    }

    /** How each miner stands, for the status page. */
    public List<MinerView> board() {
        return miners.stream().map(Miner::view).toList();
    }

    /** Names of the models that a miner which is up serves, sorted. */
    public Set<String> models() {
        Set<String> names = new TreeSet<>();
        for (Miner miner : miners) {
            if (miner.status().up()) {
                names.addAll(miner.status().models());
            }
        }
        return names;
    }

    /** Whether any miner, up or down, is known to serve the model. */
    public boolean knows(String model) {
        for (Miner miner : miners) {
            if (miner.status().models().contains(model)) {
                return true;
            }
        }
        return false;
    }

    /** Whether at least one miner is up. */
    public boolean anyUp() {
        for (Miner miner : miners) {
            if (miner.status().up()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a miner that is up and not among those tried serves the model. */
    public boolean servedByOther(String model, Collection<Miner> tried) {
        for (Miner miner : miners) {
            if (miner.status().up() && miner.status().models().contains(model) && !tried.contains(miner)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Chooses the least loaded miner for a model and counts the request on it; {@link Miner#end()} takes it off again.
     *
     * <p>A miner that rests after a failure is chosen only when no other is left: better a doubtful miner than none.
     *
     * @param tried miners that failed this request already
     */
    public Optional<Miner> pick(String model, Collection<Miner> tried) {
        choice.lock();
        try {
            Miner best = null;
            double leastLoad = 0;
            List<Miner> known = miners;
            int first = turn++;
            for (int i = 0; i < known.size(); i++) {
                Miner miner = known.get(Math.floorMod(first + i, known.size()));
                MinerStatus status = miner.status();
                if (!status.up() || !status.models().contains(model) || tried.contains(miner)) {
                    continue;
                }
                double load = miner.resting() ? Double.MAX_VALUE : miner.load();
                if (best == null || load < leastLoad) {
                    best = miner;
                    leastLoad = load;
                }
            }
            if (best != null) {
                best.begin();
            }
            return Optional.ofNullable(best);
        } finally {
            choice.unlock();
        }
    }
}
