package org.synapsesubnet.miner.axon;

import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLParameters;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.api.session.AxonAddress;
import org.synapsesubnet.api.session.ValidatorSession;
import org.synapsesubnet.api.tls.PinnedCertificate;

/**
 * The ways to our own axons: TLS to certificates that we made and no others, and a standing session with each axon, so
 * that none is taken for another. One client for all of them: a fleet has hundreds.
 */
public final class AxonLines implements AutoCloseable {

    private final HotkeySigner validator;
    private final SubnetId subnet;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Set<String> certificates = ConcurrentHashMap.newKeySet();
    private final Map<AxonAddress, ValidatorSession> sessions = new ConcurrentHashMap<>();
    private final HttpClient client;

    /**
     * @param validator signs the sessions
     * @param threads run the client's work
     */
    public AxonLines(HotkeySigner validator, SubnetId subnet, InstantSource clock, Executor threads) {
        this.validator = validator;
        this.subnet = subnet;
        this.clock = clock;
        SSLParameters tls = new SSLParameters();
        tls.setProtocols(new String[] {"TLSv1.3"});
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(threads)
                .sslContext(PinnedCertificate.contextForAny(certificates::contains))
                .sslParameters(tls)
                .build();
    }

    /** Trusts a certificate from now on. */
    public void trust(AxonIdentity axon) {
        certificates.add(axon.certificate());
    }

    /** Calls any of the axons. */
    public HttpClient client() {
        return client;
    }

    public ValidatorSession session(URI base, AxonIdentity axon) {
        return sessions.computeIfAbsent(
                new AxonAddress(base, axon.hotkey().hotkey()),
                address -> new ValidatorSession(client, address, validator, subnet, clock, random));
    }

    /** Forgets the sessions with axons that are elsewhere now. */
    public void retain(Set<URI> bases) {
        sessions.keySet().removeIf(address -> !bases.contains(address.base()));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
