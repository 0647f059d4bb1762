package org.synapsesubnet.axon.admission;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.util.List;
import org.synapsesubnet.api.session.SessionRefusedException;
import org.synapsesubnet.axon.RefusedException;
import org.synapsesubnet.axon.connection.Peer;

/** The way in for every request of a session: headers, then body, then code, then how many there were lately. */
public final class Gate {

    private final RequestGuard guard;
    private final BodyReader bodies;
    private final RequestRate rate;

    public Gate(RequestGuard guard, BodyReader bodies, RequestRate rate) {
        this.guard = guard;
        this.bodies = bodies;
        this.rate = rate;
    }

    /** A request that came in; closing it frees the memory of its body. */
    public static final class Entered implements AutoCloseable {

        private final RequestGuard.Admitted admitted;
        private final BodyReader.Body body;

        private Entered(RequestGuard.Admitted admitted, BodyReader.Body body) {
            this.admitted = admitted;
            this.body = body;
        }

        public RequestGuard.Admitted admitted() {
            return admitted;
        }

        public byte[] body() {
            return body.bytes();
        }

        @Override
        public void close() {
            body.close();
        }
    }

    /** Reads and checks a request. */
    public Entered enter(ServerRequest request, Peer peer)
            throws SessionRefusedException, RefusedException, IOException {
        RequestGuard.Candidate candidate =
                guard.examine(request.prologue().method().text(), rawPath(request), name -> headers(request, name));
        BodyReader.Body body =
                bodies.read(request.content().inputStream(), request.headers().contentLength());
        boolean entered = false;
        try {
            peer.requestTaken();
            var admitted = candidate.admit(body.bytes());
            rate.take(admitted.validator());
            entered = true;
            return new Entered(admitted, body);
        } finally {
            if (!entered) {
                body.close();
            }
        }
    }

    private static String rawPath(ServerRequest request) {
        // Not request.path(), which within a service is only the rest of it.
        String path = request.prologue().uriPath().rawPath();
        String query = request.query().rawValue();
        return query.isEmpty() ? path : path + "?" + query;
    }

    private static List<String> headers(ServerRequest request, String name) {
        var header = HeaderNames.create(name);
        return request.headers().contains(header) ? request.headers().all(header, List::of) : List.of();
    }
}
