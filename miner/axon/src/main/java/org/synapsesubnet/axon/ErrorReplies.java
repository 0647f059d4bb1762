package org.synapsesubnet.axon;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerResponse;
import java.lang.System.Logger.Level;
import org.synapsesubnet.api.session.SessionHeaders;
import org.synapsesubnet.api.session.SessionRefusedException;
import org.synapsesubnet.api.wire.FlatJson;
import org.synapsesubnet.axon.watch.AxonMetrics;

/** Turns every failure into {@code {"error": …, "code": …}}: the shape of Ollama's errors, with a code for machines. */
final class ErrorReplies {

    private static final System.Logger LOG = System.getLogger(ErrorReplies.class.getName());

    private final AxonMetrics metrics;

    ErrorReplies(AxonMetrics metrics) {
        this.metrics = metrics;
    }

    void addTo(HttpRouting.Builder routing) {
        routing.error(RefusedException.class, (request, response, refused) -> {
            refused.retryAfterSeconds()
                    .ifPresent(seconds -> response.header(HeaderNames.RETRY_AFTER, Integer.toString(seconds)));
            reply(response, refused.status(), refused.code(), String.valueOf(refused.getMessage()));
        });
        routing.error(SessionRefusedException.class, (request, response, refused) -> {
            String code = refused.refusal().code();
            response.header(HeaderNames.create(SessionHeaders.REFUSAL), code);
            reply(response, refused.refusal().httpStatus(), code, String.valueOf(refused.getMessage()));
        });
        routing.error(Throwable.class, (request, response, failure) -> {
            LOG.log(Level.WARNING, "a request failed", failure);
            reply(response, 500, "internal", "the axon failed to serve the request");
        });
    }

    private void reply(ServerResponse response, int status, String code, String message) {
        metrics.refused(code);
        Replies.json(
                response,
                Status.create(status),
                new FlatJson().with("error", message).with("code", code).toString());
    }
}
