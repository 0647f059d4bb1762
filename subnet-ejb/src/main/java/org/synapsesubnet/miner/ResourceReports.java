package org.synapsesubnet.miner;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.fleet.FleetResources;
import org.synapsesubnet.api.problem.InvalidValue;
import org.synapsesubnet.api.problem.ProblemException;
import org.synapsesubnet.miner.resources.Resolution;
import org.synapsesubnet.miner.resources.ResourceHistory;
import org.synapsesubnet.miner.resources.Slot;
import org.synapsesubnet.platform.persistence.Database;

/** What miners used in the past, as operators ask for it. */
@ApplicationScoped
public class ResourceReports {

    private static final int MOST_POINTS = 20_000;

    /** As many points as a curve shows. */
    private static final int ENOUGH_POINTS = 1_440;

    private static final Duration USUAL_SPAN = Duration.ofHours(1);

    @Resource(lookup = Database.JNDI_NAME)
    private DataSource database;

    @Inject
    private InstantSource clock;

    @Inject
    private ResourceHistory history;

    protected ResourceReports() {}

    /**
     * What a miner's containers used.
     *
     * @param from the first start of a slot; null for an hour before {@code to}
     * @param to no slot starts from here on; null for now
     * @param stepSeconds one of the resolutions kept; null for the finest that covers the time
     * @throws ProblemException with status 404 when there is no such miner, 400 when a value can't be used
     */
    public FleetResources of(String miner, @Nullable Instant from, @Nullable Instant to, @Nullable Long stepSeconds) {
        Instant now = clock.instant();
        Instant end = to == null ? now : to;
        Instant start = from == null ? end.minus(USUAL_SPAN) : from;
        try {
            if (new FleetRows(database).miner(miner).isEmpty()) {
                throw FleetProblems.notFound();
            }
            if (!start.isBefore(end)) {
                throw new InvalidValue("from", start + " must be before to, " + end);
            }
            Resolution resolution = stepSeconds == null ? covering(start, end, now) : named(stepSeconds);
            List<Slot> slots = history.read(miner, resolution, start, end, MOST_POINTS + 1);
            if (slots.size() > MOST_POINTS) {
                throw new InvalidValue(
                        "from", "means more than " + MOST_POINTS + " points; take a shorter time or a larger step");
            }
            return new FleetResources(miner, start, end, resolution.step().toSeconds(), ResourceViews.series(slots));
        } catch (InvalidValue e) {
            throw FleetProblems.invalid(e);
        } catch (SQLException e) {
            throw new IllegalStateException("What the fleet used can't be read", e);
        }
    }

    private Resolution covering(Instant start, Instant end, Instant now) {
        return history.resolutions().stream()
                .filter(resolution -> !start.isBefore(now.minus(resolution.kept())))
                .filter(resolution -> Duration.between(start, end).dividedBy(resolution.step()) <= ENOUGH_POINTS)
                .findFirst()
                .orElseGet(() -> history.resolutions().getLast());
    }

    private Resolution named(long stepSeconds) {
        return history.resolutions().stream()
                .filter(resolution -> resolution.step().toSeconds() == stepSeconds)
                .findFirst()
                .orElseThrow(() -> new InvalidValue(
                        "step",
                        stepSeconds + " must be one of "
                                + history.resolutions().stream()
                                        .map(resolution ->
                                                Long.toString(resolution.step().toSeconds()))
                                        .collect(Collectors.joining(", "))));
    }
}
