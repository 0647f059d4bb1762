package org.synapsesubnet.validator.gateway.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;

/**
 * The account of tokens: a request reserves before it runs and settles after, and what it was told to have used is
 * durable before its last byte leaves.
 *
 * <p>Reservations come from a {@link Slab} in memory. A {@code kill -9} loses at most what a stream made since its last
 * progress row, and never a settled request.
 */
public final class UsageLedger implements AutoCloseable {

    private static final Duration TIME_TO_STOP = Duration.ofSeconds(3);

    /** Slabs are reported each so many beats; one that saw no use for as long is closed. */
    private static final int BEATS_PER_REPORT = 60;

    private final DataSource database;
    private final LedgerSettings settings;
    private final InstantSource clock;
    private final LedgerWriter writer;
    private final SlabBook slabs;
    private final UsageTotals totals;
    private final Map<UUID, RunningRequest> running = new ConcurrentHashMap<>();
    private final Map<UUID, Long> usedAtReport = new HashMap<>();
    private int beats;

    public UsageLedger(DataSource database, LedgerSettings settings, InstantSource clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
        this.writer = new LedgerWriter(
                database,
                new LedgerRows(settings.node()),
                settings.queued(),
                settings.patience().dividedBy(4),
                this::running);
        this.slabs = new SlabBook(writer, clock, settings);
        this.totals = new UsageTotals(database);
    }

    /**
     * Books what a crash left open, then starts the writer.
     *
     * @throws SQLException when the database can't be read; nothing is started then
     */
    public void start(ExecutorService threads) throws SQLException {
        new CrashRecovery(database, settings.node()).run(clock.instant());
        totals.load();
        threads.execute(writer);
    }

    /**
     * Reserves tokens for a request.
     *
     * @param tokens the most the request is expected to use, ≥ 1
     * @throws LedgerUnavailableException when usage can't be written now
     */
    public RunningRequest reserve(UsageSubject subject, long tokens) throws LedgerUnavailableException {
        if (tokens < 1) {
            throw new IllegalArgumentException("tokens: " + tokens + " must be at least 1");
        }
        SQLException trouble = writer.trouble();
        if (trouble != null) {
            throw new LedgerUnavailableException("The usage ledger is not available", trouble);
        }
        Slab slab = slabs.reserve(subject.caller(), tokens);
        RunningRequest request =
                new RunningRequest(OrderedIds.at(clock.millis()), subject, slab, tokens, clock.instant());
        running.put(request.id(), request);
        return request;
    }

    /**
     * Books a request's end. The first call counts, later ones are answered at once.
     *
     * @return completes when the row is durable, exceptionally when it never will be
     */
    public CompletableFuture<Void> settle(RunningRequest request, Outcome outcome, TokenCount tokens) {
        if (!request.settleOnce()) {
            return CompletableFuture.completedFuture(null);
        }
        running.remove(request.id());
        CompletableFuture<Void> durable = new CompletableFuture<>();
        writer.write(new LedgerEntry.Settlement(request, outcome, tokens, clock.instant(), durable));
        slabs.settle(request.slab(), request.reserved(), tokens.total());
        totals.add(request.subject(), request.hotkey(), tokens);
        return durable;
    }

    /** Waits until a settlement is durable, at most as long as the settings allow. */
    public void await(CompletableFuture<Void> durable) throws LedgerUnavailableException {
        try {
            durable.get(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new LedgerUnavailableException("Usage could not be written in " + settings.patience(), e);
        } catch (ExecutionException e) {
            throw new LedgerUnavailableException("Usage could not be written", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerUnavailableException("Interrupted while usage was written", e);
        }
    }

    /** Writes where the running requests stand; called by one timer, every {@link LedgerSettings#beat()}. */
    public void beat() {
        List<RunningRequest> stand = running.values().stream()
                .filter(request -> request.startedAt().plus(settings.beat()).isBefore(clock.instant()))
                .toList();
        if (!stand.isEmpty()) {
            writer.write(new LedgerEntry.Progress(stand, clock.instant()));
        }
        if (++beats % BEATS_PER_REPORT == 0) {
            slabs.beat(usedAtReport);
        }
    }

    /** Figures for the status page. */
    public UsageTotals totals() {
        return totals;
    }

    /** Requests that hold a reservation now. */
    public int running() {
        return running.size();
    }

    /** Writes what is queued and closes the slabs on which nothing runs. */
    @Override
    public void close() {
        slabs.closeAll();
        if (!writer.stop(TIME_TO_STOP)) {
            LedgerLog.LOG.stoppedLate();
        }
    }
}
