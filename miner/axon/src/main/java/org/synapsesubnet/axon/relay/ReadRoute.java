package org.synapsesubnet.axon.relay;

import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.synapsesubnet.axon.admission.Gate;
import org.synapsesubnet.axon.connection.Peer;
import org.synapsesubnet.axon.connection.PeerDepartedException;

/** Requests that the engine answers off-hand: they need no slot and get no receipt. */
public final class ReadRoute {

    private final Gate gate;
    private final Upstream upstream;

    public ReadRoute(Gate gate, Upstream upstream) {
        this.gate = gate;
        this.upstream = upstream;
    }

    /** The handler for one path of the engine. */
    public Handler to(String method, String path) {
        return (request, response) -> serve(method, path, request, response);
    }

    private void serve(String method, String path, ServerRequest request, ServerResponse response) throws Exception {
        Peer peer = Peer.current();
        try (Gate.Entered entered = gate.enter(request, peer)) {
            var deadline = upstream.deadlines().read();
            var answer = upstream.send(method, path, entered.body(), peer, deadline);
            var relay = new Relay(answer, response, peer, deadline, () -> {});
            relay.run();
            relay.finish();
        } catch (PeerDepartedException e) {
            throw new CloseConnectionException("the caller left", e);
        }
    }
}
