package org.synapsesubnet.validator.gateway.routing;

import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLParameters;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.api.session.AxonAddress;
import org.synapsesubnet.api.session.ValidatorSession;
import org.synapsesubnet.api.tls.PinnedCertificate;

/**
 * Opens the lines to miners. Nothing is sent before a line's first use.
 *
 * <p>Miners without a pinned certificate share a client and its connections. One with a certificate has a client of its
 * own, which costs a mostly sleeping thread: so its connections are under this certificate and carry nobody else's
 * requests, even if another neuron announces the same address with another certificate; and when it announces a new
 * certificate, it is a new line, on which no connection of the old one is used again.
 */
public final class MinerLines implements AutoCloseable {

    private static final Duration CONNECT_DEADLINE = Duration.ofSeconds(2);
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final HotkeySigner validator;
    private final SubnetId subnet;
    private final InstantSource clock;
    private final Executor threads;
    private final SecureRandom random = new SecureRandom();
    private final HttpClient shared;
    private final Set<HttpClient> pinned = ConcurrentHashMap.newKeySet();

    /**
     * @param validator signs the sessions
     * @param subnet where it acts
     * @param threads run the clients' work until {@link #close()}
     */
    public MinerLines(HotkeySigner validator, SubnetId subnet, InstantSource clock, Executor threads) {
        this.validator = validator;
        this.subnet = subnet;
        this.clock = clock;
        this.threads = threads;
        this.shared = settings().build();
    }

    MinerLine to(MinerEndpoint endpoint) {
        if (endpoint.certificate().isEmpty()) {
            return new MinerLine(shared, session(shared, endpoint), false);
        }
        pinned.removeIf(HttpClient::isTerminated);
        SSLParameters tls = new SSLParameters();
        tls.setProtocols(PROTOCOLS.clone());
        HttpClient client = settings()
                .sslContext(PinnedCertificate.contextFor(endpoint.certificate()))
                .sslParameters(tls)
                .build();
        pinned.add(client);
        return new MinerLine(client, session(client, endpoint), true);
    }

    private HttpClient.Builder settings() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_DEADLINE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(threads);
    }

    private ValidatorSession session(HttpClient client, MinerEndpoint endpoint) {
        AxonAddress axon = new AxonAddress(endpoint.axon(), new Hotkey(endpoint.signer()));
        return new ValidatorSession(client, axon, validator, subnet, clock, random);
    }

    /** Breaks off whatever runs on any line. */
    @Override
    public void close() {
        shared.shutdownNow();
        pinned.forEach(HttpClient::shutdownNow);
    }
}
