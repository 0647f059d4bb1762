package org.synapsesubnet.miner;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.Images;
import org.synapsesubnet.container.ObservedContainer;

/**
 * Gets the images that a host's replicas are to be made of and its engine doesn't hold. Each is pulled on a thread of its
 * own, so that no other replica waits for it. Only the next try is remembered: whoever comes after this begins with a
 * look at what the engine holds.
 */
final class HostImages implements AutoCloseable {

    private final Images images;
    private final Ownership ownership;
    private final Function<ImageReference, ImagePull> begin;
    private final Map<ImageReference, ImagePull> pulls = new HashMap<>();

    /**
     * @param images of the host's engine
     * @param ownership how its containers are named
     * @param rest after tries that failed
     * @param threads a thread for each pull; stay the caller's
     * @param news called after the end of each try
     */
    HostImages(String host, Images images, Ownership ownership, Rest rest, ExecutorService threads, Runnable news) {
        this.images = images;
        this.ownership = ownership;
        this.begin = image -> new ImagePull(host, images, image, rest, threads, news);
    }

    /**
     * The images for which replicas wait, and why they do, in words. Has them pulled, and breaks pulls off for which
     * nobody waits any more.
     *
     * @param byName the host's containers
     */
    Map<ImageReference, String> awaited(List<FleetMiner> miners, Map<String, ObservedContainer> byName)
            throws EngineException {
        var awaited = new HashMap<ImageReference, String>();
        for (ImageReference image : wanted(miners, byName)) {
            if (!images.holds(image)) {
                awaited.put(image, pulls.computeIfAbsent(image, begin).goOn());
            }
        }
        pulls.entrySet().removeIf(pull -> {
            boolean over = !awaited.containsKey(pull.getKey());
            if (over) {
                pull.getValue().close();
            }
            return over;
        });
        return awaited;
    }

    /** What containers are to be made of. An id leads to no registry: whether it is there, their making shows. */
    private Set<ImageReference> wanted(List<FleetMiner> miners, Map<String, ObservedContainer> byName) {
        var wanted = new HashSet<ImageReference>();
        for (FleetMiner miner : miners) {
            for (int ordinal = 0; ordinal < miner.wanted(); ordinal++) {
                ImageReference image = miner.image(ordinal);
                String name = ownership.container(new ReplicaKey(miner.name(), ordinal));
                if (image.isInRegistry() && !miner.isShapeOf(byName.get(name), ordinal)) {
                    wanted.add(image);
                }
            }
        }
        return wanted;
    }

    /** Breaks off what is under way. */
    @Override
    public void close() {
        pulls.values().forEach(ImagePull::close);
        pulls.clear();
    }
}
