package org.synapsesubnet.miner.models;

import java.net.URI;

/**
 * Where an engine of a miner listens.
 *
 * @param container its id
 * @param ordinal of the replica
 * @param address of its Ollama API
 */
public record EngineSeat(String container, int ordinal, URI address) {}
