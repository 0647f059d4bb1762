package org.synapsesubnet.validator.gateway.routing;

import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.api.session.AxonAddress;
import org.synapsesubnet.api.session.ValidatorSession;

/** Opens the lines to miners. Nothing is sent before a line's first use. */
public final class MinerLines implements AutoCloseable {

    private static final Duration CONNECT_DEADLINE = Duration.ofSeconds(2);

    private final HotkeySigner validator;
    private final SubnetId subnet;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final HttpClient shared;

    /**
     * @param validator signs the sessions
     * @param subnet where it acts
     * @param threads run the clients' work until {@link #close()}
     */
    public MinerLines(HotkeySigner validator, SubnetId subnet, InstantSource clock, Executor threads) {
        this.validator = validator;
        this.subnet = subnet;
        this.clock = clock;
        this.shared = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_DEADLINE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(threads)
                .build();
    }

    MinerLine to(MinerEndpoint endpoint) {
        AxonAddress axon = new AxonAddress(endpoint.axon(), new Hotkey(endpoint.signer()));
        return new MinerLine(shared, new ValidatorSession(shared, axon, validator, subnet, clock, random), false);
    }

    /** Breaks off whatever runs on any line. */
    @Override
    public void close() {
        shared.shutdownNow();
    }
}
