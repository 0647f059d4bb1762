package org.synapsesubnet.axon;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.api.tls.TlsIdentity;
import org.synapsesubnet.axon.connection.SenderLimits;
import org.synapsesubnet.axon.relay.Deadlines;

/**
 * All that an axon is told when it starts.
 *
 * @param listen address and port; port 0 takes a free one
 * @param tls the certificate to show; plain HTTP where there is none
 * @param upstream {@code http://host:port} of the engine
 * @param validators the hotkeys to serve; nobody is served when empty
 * @param slots requests that the engine works on at once, 1 to 1,024; for an Ollama its {@code OLLAMA_NUM_PARALLEL}
 * @param queue requests that may wait for a slot, 0 to 10,000
 * @param longestWait in the queue
 * @param maxBodyBytes of one request, 1 KiB to 256 MiB
 * @param receiptsRemembered in memory, 1 to 1,000,000; each takes about half a kilobyte
 * @param receiptsFile where all receipts go, if anywhere
 */
public record AxonOptions(
        InetSocketAddress listen,
        Optional<TlsIdentity> tls,
        URI upstream,
        HotkeySigner hotkey,
        Set<Hotkey> validators,
        SubnetId subnet,
        int slots,
        int queue,
        Duration longestWait,
        int maxBodyBytes,
        int receiptsRemembered,
        Optional<Path> receiptsFile,
        Deadlines deadlines,
        SenderLimits senders) {

    public AxonOptions {
        validators = Set.copyOf(validators);
        if (!"http".equals(upstream.getScheme()) || upstream.getHost() == null) {
            throw new IllegalArgumentException("upstream must be http://host:port, not " + upstream);
        }
        if (!upstream.getRawPath().isEmpty() && !upstream.getRawPath().equals("/")) {
            throw new IllegalArgumentException("upstream must have no path, not " + upstream.getRawPath());
        }
        requireRange("slots", slots, 1, 1_024);
        requireRange("queue", queue, 0, 10_000);
        requireRange("max-body", maxBodyBytes, 1_024, 256 * 1024 * 1024);
        requireRange("receipts-remembered", receiptsRemembered, 1, 1_000_000);
    }

    private static void requireRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("%s must be %d to %d, not %d".formatted(name, least, most, value));
        }
    }

    /** The defaults: plain HTTP on a free port of the loopback, one slot, 64 waiting at most two minutes, bodies of 8 MiB. */
    public static AxonOptions of(URI upstream, HotkeySigner hotkey, Set<Hotkey> validators, SubnetId subnet) {
        return new AxonOptions(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.empty(),
                upstream,
                hotkey,
                validators,
                subnet,
                1,
                64,
                Duration.ofMinutes(2),
                8 * 1024 * 1024,
                10_000,
                Optional.empty(),
                Deadlines.DEFAULT,
                SenderLimits.DEFAULT);
    }

    public AxonOptions listeningOn(InetSocketAddress address) {
        return new AxonOptions(
                address,
                tls,
                upstream,
                hotkey,
                validators,
                subnet,
                slots,
                queue,
                longestWait,
                maxBodyBytes,
                receiptsRemembered,
                receiptsFile,
                deadlines,
                senders);
    }

    public AxonOptions withTls(Optional<TlsIdentity> identity) {
        return new AxonOptions(
                listen,
                identity,
                upstream,
                hotkey,
                validators,
                subnet,
                slots,
                queue,
                longestWait,
                maxBodyBytes,
                receiptsRemembered,
                receiptsFile,
                deadlines,
                senders);
    }

    /** With so many slots, and so many requests that may wait for one. */
    public AxonOptions withSlots(int slotCount, int queueBound) {
        return new AxonOptions(
                listen,
                tls,
                upstream,
                hotkey,
                validators,
                subnet,
                slotCount,
                queueBound,
                longestWait,
                maxBodyBytes,
                receiptsRemembered,
                receiptsFile,
                deadlines,
                senders);
    }

    public AxonOptions withMaxBodyBytes(int bytes) {
        return new AxonOptions(
                listen,
                tls,
                upstream,
                hotkey,
                validators,
                subnet,
                slots,
                queue,
                longestWait,
                bytes,
                receiptsRemembered,
                receiptsFile,
                deadlines,
                senders);
    }

    public AxonOptions withReceipts(int remembered, Optional<Path> file) {
        return new AxonOptions(
                listen,
                tls,
                upstream,
                hotkey,
                validators,
                subnet,
                slots,
                queue,
                longestWait,
                maxBodyBytes,
                remembered,
                file,
                deadlines,
                senders);
    }

    public AxonOptions withDeadlines(Deadlines upstreamDeadlines, SenderLimits senderLimits) {
        return new AxonOptions(
                listen,
                tls,
                upstream,
                hotkey,
                validators,
                subnet,
                slots,
                queue,
                longestWait,
                maxBodyBytes,
                receiptsRemembered,
                receiptsFile,
                upstreamDeadlines,
                senderLimits);
    }
}
