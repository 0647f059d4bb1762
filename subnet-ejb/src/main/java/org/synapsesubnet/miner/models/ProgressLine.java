package org.synapsesubnet.miner.models;

/**
 * How far an engine is with a pull or a creation.
 *
 * @param status in the engine's words
 * @param digest of the part that is being fetched; empty for none
 * @param total bytes of that part, 0 where there is none
 * @param completed bytes of it that are there
 */
public record ProgressLine(String status, String digest, long total, long completed) {}
