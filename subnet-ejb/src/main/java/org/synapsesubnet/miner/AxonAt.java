package org.synapsesubnet.miner;

import java.net.URI;
import java.net.http.HttpClient;

/**
 * Where a replica's axon is published.
 *
 * @param address without a path
 * @param client that knows its certificate
 */
public record AxonAt(URI address, HttpClient client) {}
