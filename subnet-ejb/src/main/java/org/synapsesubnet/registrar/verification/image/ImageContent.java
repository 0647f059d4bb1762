package org.synapsesubnet.registrar.verification.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.synapsesubnet.registrar.verification.packages.BillOfMaterials;
import org.synapsesubnet.registrar.verification.packages.Component;
import org.synapsesubnet.registrar.verification.packages.Distribution;

/** An image as a container of it would see it, and what its lower layers hide. */
public final class ImageContent {
    /**
     * A file that looks like a secret.
     *
     * @param layer 1 for the lowest
     * @param what kind of secret
     */
    public record Secret(int layer, String path, String what) {}

    private static final List<String> OS_RELEASE = List.of("etc/os-release", "usr/lib/os-release");

    private final ImageConfig config;
    private final List<Layer> layers;
    private final SortedMap<String, ScannedFile> files;

    /** @param layers the lowest first */
    ImageContent(ImageConfig config, List<Layer> layers) {
        this.config = config;
        this.layers = List.copyOf(layers);
        this.files = new TreeMap<>();
        layers.forEach(this::lay);
    }

    private void lay(Layer layer) {
        layer.emptied().forEach(this::removeBelow);
        for (String removed : layer.removed()) {
            files.remove(removed);
            removeBelow(removed + "/");
        }
        files.keySet().removeAll(Set.copyOf(layer.paths()));
        files.putAll(layer.files());
    }

    private void removeBelow(String folder) {
        files.subMap(folder, folder + Character.MAX_VALUE).clear();
    }

    public ImageConfig config() {
        return config;
    }

    public int layers() {
        return layers.size();
    }

    /** Files that run with their owner's or group's rights, whoever starts them. */
    public Set<String> privilegedFiles() {
        var found = new TreeSet<String>();
        files.forEach((path, file) -> {
            if (file.privileged()) {
                found.add(path);
            }
        });
        return found;
    }

    /** Of all layers: what a later layer removes can still be read. */
    public List<Secret> secrets() {
        var found = new ArrayList<Secret>();
        for (int i = 0; i < layers.size(); i++) {
            int number = i + 1;
            new TreeMap<>(layers.get(i).secrets())
                    .forEach((path, what) -> found.add(new Secret(number, ImagePath.shown(path), what)));
        }
        return found;
    }

    public BillOfMaterials packages() {
        var packages = new TreeMap<String, List<Component>>();
        for (Map.Entry<String, ScannedFile> file : files.entrySet()) {
            if (!file.getValue().packages().isEmpty()) {
                packages.put(file.getKey(), file.getValue().packages());
            }
        }
        return new BillOfMaterials(distribution(), packages);
    }

    private Distribution distribution() {
        return OS_RELEASE.stream()
                .flatMap(path -> Optional.ofNullable(files.get(path)).stream())
                .flatMap(file -> file.osRelease().stream())
                .findFirst()
                .map(Distribution::of)
                .orElse(Distribution.UNKNOWN);
    }

    /** What couldn't be read, in words. */
    public List<String> troubles() {
        return layers.stream().flatMap(layer -> layer.troubles().stream()).toList();
    }
}
