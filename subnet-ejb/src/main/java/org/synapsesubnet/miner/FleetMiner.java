package org.synapsesubnet.miner;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.problem.InvalidValue;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.Limits;
import org.synapsesubnet.container.ObservedContainer;

/**
 * A miner as its operator wants it.
 *
 * @param name a letter, then at most 39 small letters, digits and {@code -}
 * @param host the engine it runs on, by its name in the configuration
 * @param image by digest or id
 * @param models names of those it serves, at least one; the first is the one that the health check asks
 * @param slots answers made at once per model, 1–256
 * @param limits of each of its containers
 * @param gpus graphics processors of each of its containers, 0–64
 * @param replicas containers, 0–1000
 * @param running whether there shall be any
 * @param canary the image that it goes to, if it does
 * @param revision grows with every change, from 1
 */
public record FleetMiner(
        String name,
        String host,
        ImageReference image,
        List<String> models,
        int slots,
        Limits limits,
        int gpus,
        int replicas,
        boolean running,
        Optional<Canary> canary,
        long revision) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern MODEL = Pattern.compile("[\\w./:-]{1,255}");

    public FleetMiner {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidValue("name", "must be a letter and at most 39 small letters, digits and -");
        }
        if (models.isEmpty()) {
            throw new InvalidValue("models", "must not be empty");
        }
        for (String model : models) {
            if (!MODEL.matcher(model).matches()) {
                throw new InvalidValue("models", "'" + model + "' is no name of a model");
            }
        }
        between("slots", slots, 1, 256);
        between("gpus", gpus, 0, 64);
        between("replicas", replicas, 0, 1000);
        between("revision", revision, 1, Long.MAX_VALUE);
        models = List.copyOf(models);
    }

    private static void between(String field, long value, long least, long most) {
        if (value < least || value > most) {
            throw new InvalidValue(field, value + " must be from " + least + " to " + most);
        }
    }

    /** How many containers there shall be. */
    int wanted() {
        return running ? replicas : 0;
    }

    /** What a replica runs. */
    ImageReference image(int ordinal) {
        return canary.filter(next -> ordinal < next.replicas())
                .map(Canary::image)
                .orElse(image);
    }

    /**
     * Stands for all that a replica's container is made with: one of another shape is replaced, and one of the same stays
     * however many others there are.
     */
    String shape(int ordinal) {
        // The number is of the way in which containers are made of all this, and changes with it.
        String all = String.join(
                "|", "2", image(ordinal).text(), String.join(",", models), slots + "|" + gpus + "|" + limits);
        return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Whether a container was made as this replica's shall be. */
    boolean isShapeOf(@Nullable ObservedContainer container, int ordinal) {
        return container != null && shape(ordinal).equals(container.labels().get(Ownership.SHAPE));
    }

    /** The next revision with so many replicas. */
    public FleetMiner withReplicas(int other) {
        return new FleetMiner(name, host, image, models, slots, limits, gpus, other, running, canary, revision + 1);
    }

    /** The next revision, running or not. */
    public FleetMiner withRunning(boolean other) {
        return new FleetMiner(name, host, image, models, slots, limits, gpus, replicas, other, canary, revision + 1);
    }

    /** The next revision with other limits. */
    public FleetMiner withLimits(Limits other) {
        return new FleetMiner(name, host, image, models, slots, other, gpus, replicas, running, canary, revision + 1);
    }

    /** The next revision, on the way to another image. */
    FleetMiner withCanary(Canary next) {
        return new FleetMiner(
                name, host, image, models, slots, limits, gpus, replicas, running, Optional.of(next), revision + 1);
    }

    /** The next revision, with this image in all replicas. */
    FleetMiner withImage(ImageReference other) {
        return new FleetMiner(
                name, host, other, models, slots, limits, gpus, replicas, running, Optional.empty(), revision + 1);
    }
}
