package org.synapsesubnet.axon.settings;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.synapsesubnet.api.tls.TlsIdentity;
import org.synapsesubnet.axon.connection.SenderLimits;

/**
 * How callers reach the axon.
 *
 * @param address port 0 takes a free one
 * @param tls the certificate to show; plain HTTP where there is none
 * @param senders how slow callers may be
 */
public record ListenSettings(InetSocketAddress address, Optional<TlsIdentity> tls, SenderLimits senders) {

    /** Plain HTTP on a free port of the loopback. */
    public static final ListenSettings DEFAULT = new ListenSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty(), SenderLimits.DEFAULT);

    public ListenSettings on(InetSocketAddress other) {
        return new ListenSettings(other, tls, senders);
    }

    public ListenSettings with(Optional<TlsIdentity> identity) {
        return new ListenSettings(address, identity, senders);
    }

    public ListenSettings with(SenderLimits limits) {
        return new ListenSettings(address, tls, limits);
    }
}
