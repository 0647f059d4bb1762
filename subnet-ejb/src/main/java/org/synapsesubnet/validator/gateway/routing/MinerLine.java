package org.synapsesubnet.validator.gateway.routing;

import java.net.http.HttpClient;
import org.synapsesubnet.api.session.ValidatorSession;

/** The way to one miner's axon: the client that calls it and this validator's standing session with it. */
public final class MinerLine {

    private final HttpClient client;
    private final ValidatorSession session;
    private final boolean exclusive;

    /** @param exclusive whether no other line uses the client, so that it ends with this one */
    MinerLine(HttpClient client, ValidatorSession session, boolean exclusive) {
        this.client = client;
        this.session = session;
        this.exclusive = exclusive;
    }

    /** Calls this axon and, where a certificate was announced, accepts no other. */
    public HttpClient client() {
        return client;
    }

    public ValidatorSession session() {
        return session;
    }

    /** Takes no new calls; those that run end as if nothing had happened. */
    void close() {
        if (exclusive) {
            client.shutdown();
        }
    }
}
