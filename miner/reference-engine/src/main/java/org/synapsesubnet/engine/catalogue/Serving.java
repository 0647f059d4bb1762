package org.synapsesubnet.engine.catalogue;

import java.time.Duration;
import java.time.InstantSource;
import org.synapsesubnet.engine.generation.Slots;

/**
 * How an engine serves each of its models.
 *
 * @param parallel answers made at once
 * @param waiting requests that may wait
 * @param context context length of requests that name none, in tokens
 * @param tokenDelay added to each token
 * @param keepAlive how long a model stays loaded after a request that doesn't say; negative for ever
 * @param room for loaded models
 */
public record Serving(
        int parallel,
        int waiting,
        int context,
        Duration tokenDelay,
        Duration keepAlive,
        Room room,
        InstantSource clock) {

    public ModelHost host(ServedModel model) {
        int own = model.defaults().parameters().path("num_ctx").asInt(context);
        return new ModelHost(
                model,
                own > 0 ? own : context,
                keepAlive,
                new Slots(model.model(), model.tokenizer(), parallel, waiting, tokenDelay),
                room,
                clock);
    }
}
