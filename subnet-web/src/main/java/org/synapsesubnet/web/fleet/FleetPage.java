package org.synapsesubnet.web.fleet;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.fleet.FleetMinerView;
import org.synapsesubnet.api.fleet.FleetModelProgress;
import org.synapsesubnet.api.fleet.FleetModelView;
import org.synapsesubnet.api.fleet.FleetReplicaView;
import org.synapsesubnet.api.fleet.FleetVolumeView;
import org.synapsesubnet.api.problem.ProblemException;
import org.synapsesubnet.miner.Fleet;
import org.synapsesubnet.miner.models.FleetModels;
import org.synapsesubnet.miner.models.ModelFloor;

/** Backs {@code console/fleet.xhtml}: miners, their replicas and models, and what is under way. Only operators get here. */
@Named("fleet")
@RequestScoped
public class FleetPage {
    private static final String NOTHING = "–";

    @Inject
    private Fleet fleet;

    @Inject
    private FleetModels models;

    @Inject
    private ModelFloor floor;

    @Inject
    private InstantSource clock;

    @SuppressWarnings("NullAway.Init") // set by read() before the page asks
    private List<Line> miners;

    /** A miner with all that the page shows of it. */
    public record Line(FleetMinerView miner, FleetVolumeView volume, List<FleetModelView> models) {}

    @PostConstruct
    void read() {
        miners = new ArrayList<>();
        for (FleetMinerView miner : fleet.list().miners()) {
            try {
                miners.add(new Line(
                        miner,
                        models.volume(miner.name()),
                        models.list(miner.name()).models()));
            } catch (ProblemException e) {
                // Somebody removed the miner while the page was made.
                continue;
            }
        }
    }

    public List<Line> getMiners() {
        return miners;
    }

    public List<FleetModelProgress> getProgress() {
        return floor.works().board().sheet().progress().reversed();
    }

    public long getReady() {
        return miners.stream()
                .flatMap(line -> line.miner().containers().stream())
                .filter(replica -> replica.state().equals("ready"))
                .count();
    }

    public long getReplicas() {
        return miners.stream().mapToLong(line -> line.miner().replicas()).sum();
    }

    public long getFailedModels() {
        return miners.stream()
                .flatMap(line -> line.models().stream())
                .filter(model -> model.state().equals("failed"))
                .count();
    }

    public String getReadAt() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The colour of a replica's state. */
    public String replicaMood(FleetReplicaView replica) {
        return switch (replica.state()) {
            case "ready", "busy" -> "good";
            case "unhealthy", "lost", "stopped" -> "bad";
            default -> "warn";
        };
    }

    /** The colour of a model's state. */
    public String modelMood(FleetModelView model) {
        return switch (model.state()) {
            case "ready", "held" -> "good";
            case "failed" -> "bad";
            default -> "warn";
        };
    }

    /** Where a model comes from. */
    public String origin(FleetModelView model) {
        if (model.pull() != null) {
            return "pulled from " + model.pull();
        }
        if (model.blob() != null) {
            return "made of file " + brief(model.blob().substring("sha256:".length()));
        }
        if (model.from() != null) {
            return "made of " + model.from();
        }
        if (model.wanted()) {
            return "in the image or on the volume";
        }
        return model.state().equals("unreferenced")
                ? "not wanted any more"
                : "another model is made of it, or it is served";
    }

    /** The first digits of a digest, enough to tell it from others. */
    public String brief(@Nullable String digest) {
        return digest == null ? NOTHING : digest.substring(0, Math.min(12, digest.length()));
    }

    /** Bytes in a unit that people read; a dash for none. */
    public String size(@Nullable Long bytes) {
        if (bytes == null) {
            return NOTHING;
        }
        String[] units = {"B", "KB", "MB", "GB", "TB"};
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
    }
}
