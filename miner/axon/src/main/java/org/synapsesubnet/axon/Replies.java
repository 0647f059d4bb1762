package org.synapsesubnet.axon;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;

/** How the axon writes answers of its own. */
public final class Replies {

    private Replies() {}

    /** Sends one JSON value. */
    public static void json(ServerResponse response, Status status, String json) {
        send(response, status, "application/json", json);
    }

    /** Sends a short text of any kind. */
    public static void send(ServerResponse response, Status status, String contentType, String text) {
        response.status(status);
        response.header(HeaderNames.CONTENT_TYPE, contentType);
        response.send(text.getBytes(StandardCharsets.UTF_8));
    }
}
