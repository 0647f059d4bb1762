package org.synapsesubnet.miner.resources;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Gathers the figures of all hosts, and has each slot of time written down when it is over. */
public final class ResourceBook {

    /** What happened within a slot may be told a little later. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final ResourceHistory history;
    private final ResourceGauges gauges;
    private final Duration length;
    private final InstantSource clock;
    private final Set<ResourceWatch> watches = ConcurrentHashMap.newKeySet();
    private final ReentrantLock gathering = new ReentrantLock();
    private final Map<Place, Gatherer> open = new HashMap<>();

    public ResourceBook(ResourceHistory history, ResourceGauges gauges, InstantSource clock) {
        this.history = history;
        this.gauges = gauges;
        this.length = history.finest().step();
        this.clock = clock;
    }

    private record Place(Series series, Instant start) {}

    void join(ResourceWatch watch) {
        watches.add(watch);
    }

    void leave(ResourceWatch watch) {
        watches.remove(watch);
    }

    /** A container uses so much now. */
    void note(Series series, Map<Measure, Double> figures) {
        if (figures.isEmpty()) {
            return;
        }
        Place place = new Place(series, start(clock.instant()));
        gathering.lock();
        try {
            open.computeIfAbsent(place, any -> new Gatherer()).add(figures);
        } finally {
            gathering.unlock();
        }
    }

    /** Writes what is over. To be called every few seconds, and by one thread at a time. */
    public void beat() {
        watches.forEach(ResourceWatch::beat);
        List<Slot> over = takeWhatIsOver();
        if (over.isEmpty()) {
            return;
        }
        gauges.show(over);
        try {
            history.write(over);
        } catch (SQLException e) {
            ResourceLog.LOG.notKept("the last " + length.toSeconds() + " s", e);
        }
    }

    /** Makes coarse figures of fine ones, and forgets the old. To be called every minute. */
    public void tidy() {
        try {
            history.rollUp(clock.instant());
            history.forget(clock.instant());
        } catch (SQLException e) {
            ResourceLog.LOG.notKept("the past at a coarser resolution", e);
        }
    }

    private List<Slot> takeWhatIsOver() {
        Instant end = start(clock.instant().minus(GRACE));
        var over = new ArrayList<Slot>();
        gathering.lock();
        try {
            open.forEach((place, gatherer) -> {
                if (place.start().isBefore(end)) {
                    over.add(gatherer.slot(place.series(), place.start()));
                }
            });
            open.keySet().removeIf(place -> place.start().isBefore(end));
        } finally {
            gathering.unlock();
        }
        return over;
    }

    private Instant start(Instant within) {
        long seconds = within.getEpochSecond();
        return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, length.toSeconds()));
    }
}
