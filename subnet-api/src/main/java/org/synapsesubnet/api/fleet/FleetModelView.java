package org.synapsesubnet.api.fleet;

import org.jspecify.annotations.Nullable;

/**
 * How a model of a miner stands.
 *
 * @param name as its engine lists it
 * @param wanted whether an operator wants it; others are on the volume until room is needed
 * @param wantedDigest what it shall be, for one that is pulled; absent until the first pull
 * @param digest what is there; absent while nothing is
 * @param pinned whether it can't be taken away
 * @param state {@code waiting}, {@code pulling}, {@code creating}, {@code loading}, {@code ready}, {@code held},
 *     {@code failed} or {@code unreferenced}
 * @param fault the name of what is wrong, such as {@code wrong-digest} or {@code disk-full}; empty for nothing
 * @param reason in words
 * @param failures in a row
 * @param loadedOn replicas that have it in memory
 * @param revision grows with each change, from 1; 0 for one that isn't wanted
 */
public record FleetModelView(
        String name,
        boolean wanted,
        @Nullable String pull,
        @Nullable String blob,
        @Nullable String from,
        @Nullable Integer contextTokens,
        @Nullable String wantedDigest,
        @Nullable String digest,
        long sizeBytes,
        boolean pinned,
        boolean loaded,
        String state,
        String fault,
        String reason,
        int failures,
        int loadedOn,
        long revision) {}
