package org.synapsesubnet.engine.http;

import java.time.Duration;
import org.synapsesubnet.engine.catalogue.ModelHost;
import org.synapsesubnet.engine.generation.GenerationRequest;

/**
 * A request for an answer, understood and checked.
 *
 * @param stream whether pieces are sent as they come
 * @param keepAlive how long the model stays loaded after it, negative for ever
 */
record Completion(ModelHost host, GenerationRequest request, boolean stream, Duration keepAlive) {}
