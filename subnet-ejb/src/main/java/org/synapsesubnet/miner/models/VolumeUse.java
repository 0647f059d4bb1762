package org.synapsesubnet.miner.models;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What of a miner's volume is needed, and how much it holds.
 *
 * @param wanted models of the miner
 * @param served names that the miner serves
 * @param volume what is there
 */
record VolumeUse(List<WantedModel> wanted, Set<ModelName> served, VolumeView volume) {

    /** Models that nobody wants, serves or needs. */
    Stream<HeldModel> unreferenced() {
        return volume.held().values().stream()
                .filter(held -> !served.contains(held.name()))
                .filter(held -> wanted.stream().noneMatch(model -> model.needs(held.name())));
    }

    /** Bytes on the volume; two names of one model count once, and so does what a variant shares with its parent. */
    long bytes() {
        return volume.held().values().stream()
                .filter(this::isFirstOfItsDigest)
                .mapToLong(held -> held.sizeBytes() - shared(held))
                .sum();
    }

    private boolean isFirstOfItsDigest(HeldModel held) {
        return volume.held().values().stream()
                .filter(other -> other.digest().equals(held.digest()))
                .noneMatch(other -> other.name().compareTo(held.name()) < 0);
    }

    private long shared(HeldModel held) {
        return wanted.stream()
                .filter(model -> model.name().equals(held.name()))
                .flatMap(model -> parent(model).stream())
                .flatMap(parent -> Stream.ofNullable(volume.held().get(parent)))
                .mapToLong(parent -> Math.min(parent.sizeBytes(), held.sizeBytes()))
                .findFirst()
                .orElse(0);
    }

    private static Optional<ModelName> parent(WantedModel model) {
        return switch (model.source()) {
            case ModelSource.Pull pull when !pull.reference().equals(model.name()) -> Optional.of(pull.reference());
            case ModelSource.From from -> Optional.of(from.parent());
            default -> Optional.empty();
        };
    }
}
