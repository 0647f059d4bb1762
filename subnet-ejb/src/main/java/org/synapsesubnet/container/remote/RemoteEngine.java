package org.synapsesubnet.container.remote;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.ContainerEvent;
import org.synapsesubnet.container.Containers;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineException.Fault;
import org.synapsesubnet.container.EngineInfo;
import org.synapsesubnet.container.FixedNetworks;
import org.synapsesubnet.container.Images;
import org.synapsesubnet.container.Networks;
import org.synapsesubnet.container.Subscription;
import org.synapsesubnet.container.Volumes;

/**
 * An Ollama that others run, as an engine whose one container is there already: to make and start it is to begin to
 * watch, to remove it is to look away. Nothing is ever changed there. What is watched is kept in memory only, since it can be
 * begun anew at any time without anybody's noticing.
 */
public final class RemoteEngine implements ContainerEngine {

    private static final int OK = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RemoteAddress address;
    private final HttpClient client;
    private final Duration deadline;
    private final Containers watched;

    /**
     * @param client see {@link RemoteAddress#client}; stays the caller's
     * @param deadline of each call
     */
    public RemoteEngine(RemoteAddress address, HttpClient client, Duration deadline, InstantSource clock) {
        this.address = address;
        this.client = client;
        this.deadline = deadline;
        this.watched = new Watched(address, this::version, clock);
    }

    /** Asks for the version, the cheapest sign of life. It tells nothing of its machine. */
    @Override
    public EngineInfo info() throws EngineException {
        return new EngineInfo(address.authority(), version(), 0, 0);
    }

    private String version() throws EngineException {
        HttpRequest question = HttpRequest.newBuilder(address.url().resolve("/api/version"))
                .timeout(deadline)
                .build();
        try {
            HttpResponse<byte[]> answer = client.send(question, BodyHandlers.ofByteArray());
            if (answer.statusCode() != OK) {
                throw new EngineException(
                        Fault.UNREACHABLE, address.authority() + " answers HTTP " + answer.statusCode());
            }
            return JSON.readTree(answer.body()).path("version").asText();
        } catch (HttpTimeoutException e) {
            throw new EngineException(
                    Fault.DEADLINE_EXCEEDED,
                    address.authority() + " doesn't answer within " + deadline.toMillis() + " ms",
                    e);
        } catch (IOException e) {
            throw new EngineException(Fault.UNREACHABLE, address.authority() + " can't be reached: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(Fault.UNREACHABLE, address.authority() + ": interrupted", e);
        }
    }

    @Override
    public Containers containers() {
        return watched;
    }

    @Override
    public Images images() {
        return new NothingToRun(address);
    }

    @Override
    public Volumes volumes() {
        return new NothingToKeep();
    }

    @Override
    public Networks networks() {
        return new FixedNetworks();
    }

    /** Tells of nothing: all that happens there shows when it is asked. */
    @Override
    public Subscription events(Map<String, String> labels, Consumer<ContainerEvent> listener, Runnable ended) {
        return () -> {};
    }

    @Override
    public void close() {
        // There is nothing to let go of.
    }

    static EngineException without(String action) {
        return new EngineException(
                Fault.REFUSED, action + ": a remote Ollama is its owner's and isn't managed from here");
    }
}
