package org.synapsesubnet.miner.resources;

/**
 * A running container whose use is to be measured.
 *
 * @param container its id
 * @param series whose past its figures go to
 * @param gpus graphics processors it has, 0–64
 */
public record Subject(String container, Series series, int gpus) {}
