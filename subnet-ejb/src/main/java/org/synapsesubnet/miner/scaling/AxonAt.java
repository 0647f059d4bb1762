package org.synapsesubnet.miner.scaling;

import java.net.URI;
import java.net.http.HttpClient;

/**
 * Where a replica's axon listens for its own operator.
 *
 * @param address without a path
 * @param client that knows its certificate
 */
public record AxonAt(URI address, HttpClient client) {}
