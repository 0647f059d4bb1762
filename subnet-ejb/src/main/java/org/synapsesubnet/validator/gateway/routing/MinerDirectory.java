package org.synapsesubnet.validator.gateway.routing;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** All miners this node may send work to, and the choice among them: least loaded first, equals in turn. */
public final class MinerDirectory {

    private final List<Miner> miners;
    private final ReentrantLock choice = new ReentrantLock();
    private int turn;

    /** @param firstRest how long a miner is left alone after its first failure */
    public MinerDirectory(List<MinerEndpoint> endpoints, LongSupplier nanoTime, Duration firstRest) {
        this.miners = endpoints.stream()
                .map(endpoint -> new Miner(endpoint, nanoTime, firstRest))
                .toList();
    }

    public List<Miner> miners() {
        return miners;
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
            int first = turn++;
            for (int i = 0; i < miners.size(); i++) {
                Miner miner = miners.get(Math.floorMod(first + i, miners.size()));
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
