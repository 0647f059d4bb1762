package org.synapsesubnet.platform.concurrent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that is dear to read and may be a little old: it is read at most once per interval, however many ask. */
public final class Fresh<T> {

    private final Supplier<T> source;
    private final Duration interval;
    private final InstantSource clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Read<T> latest;

    public Fresh(Supplier<T> source, Duration interval, InstantSource clock) {
        this.source = source;
        this.interval = interval;
        this.clock = clock;
    }

    private record Read<T>(T value, Instant at) {}

    /** What was read last, or is read now if that is too long ago. */
    public T get() {
        Read<T> seen = latest;
        if (seen != null && isFresh(seen)) {
            return seen.value();
        }
        reading.lock();
        try {
            Read<T> read = latest;
            if (read == null || !isFresh(read)) {
                Instant now = clock.instant();
                read = new Read<>(source.get(), now);
                latest = read;
            }
            return read.value();
        } finally {
            reading.unlock();
        }
    }

    private boolean isFresh(Read<T> read) {
        return read.at().plus(interval).isAfter(clock.instant());
    }
}
