package org.synapsesubnet.container.docker;

import com.github.dockerjava.api.model.EventType;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.ContainerEvent;
import org.synapsesubnet.container.ContainerPolicy;
import org.synapsesubnet.container.Containers;
import org.synapsesubnet.container.EngineCertificates;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineInfo;
import org.synapsesubnet.container.EngineSettings;
import org.synapsesubnet.container.Images;
import org.synapsesubnet.container.Networks;
import org.synapsesubnet.container.Subscription;
import org.synapsesubnet.container.Volumes;

/** A Docker engine behind a unix socket of this machine, or behind mutual TLS elsewhere. */
public final class DockerEngine implements ContainerEngine {

    private static final int CONNECTIONS = 32;

    /** A stream keeps its connection, so streams have their own: one per container, and no call waits for them. */
    private static final int STREAMS = 2048;

    private final DockerClientImpl client;
    private final DockerClientImpl streams;
    private final Calls calls;
    private final Containers containers;
    private final Images images;

    /**
     * Connects with the first call, not here.
     *
     * @param threads for the calls, a thread each; stays the caller's
     * @throws IllegalArgumentException when the certificates can't be used
     */
    public DockerEngine(EngineSettings settings, ContainerPolicy policy, ExecutorService threads) {
        Optional<SSLContext> tls = settings.certificates().map(EngineCertificates::read);
        client = connected(settings, tls, CONNECTIONS);
        streams = connected(settings, tls, STREAMS);
        calls = new Calls(threads, settings.deadline());
        containers = new DockerContainers(client, streams, calls, policy);
        images = new DockerImages(client, calls, settings.buildDeadline());
    }

    private static DockerClientImpl connected(EngineSettings settings, Optional<SSLContext> tls, int connections) {
        // Every value is said here: what is left out the library would look up in the user's home.
        DefaultDockerClientConfig config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(settings.address().toString())
                .withDockerTlsVerify(false)
                .withApiVersion("1.41")
                .build();
        ApacheDockerHttpClient.Builder line = new ApacheDockerHttpClient.Builder()
                .dockerHost(settings.address())
                .maxConnections(connections)
                .connectionTimeout(settings.deadline());
        tls.ifPresent(context -> line.sslConfig(() -> context));
        return (DockerClientImpl) DockerClientImpl.getInstance(config, line.build());
    }

    @Override
    public EngineInfo info() throws EngineException {
        Info info = description();
        return new EngineInfo(info.getId(), info.getServerVersion(), info.getNCPU(), info.getMemTotal());
    }

    Info description() throws EngineException {
        return calls.ask("engine's description", client.infoCmd()::exec);
    }

    /** For what the library has no command for. */
    DockerHttpClient line() {
        return client.getHttpClient();
    }

    Calls calls() {
        return calls;
    }

    @Override
    public Containers containers() {
        return containers;
    }

    @Override
    public Images images() {
        return images;
    }

    @Override
    public Volumes volumes() {
        return new DockerVolumes(client, calls);
    }

    @Override
    public Networks networks() {
        return new DockerNetworks(client, calls);
    }

    @Override
    public Subscription events(Map<String, String> labels, Consumer<ContainerEvent> listener, Runnable ended)
            throws EngineException {
        return LiveStream.open(
                "events",
                streams.eventsCmd().withEventTypeFilter(EventType.CONTAINER).withLabelFilter(labels),
                calls.deadline(),
                event -> listener.accept(Sightings.event(event)),
                ended);
    }

    @Override
    public void close() {
        close(streams);
        close(client);
    }

    private static void close(DockerClientImpl client) {
        try {
            client.close();
        } catch (IOException e) {
            // The connections are gone either way; nobody waits for them.
            DockerLog.LOG.closedWithError(e.toString());
        }
    }
}
