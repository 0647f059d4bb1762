package org.synapsesubnet.axon.tls;

import io.helidon.common.tls.Tls;
import java.util.List;
import org.synapsesubnet.api.tls.TlsIdentity;

/** TLS as the axon speaks it: 1.3, and 1.2 for those who can't yet; callers need no certificate, they have sessions. */
public final class ServerTls {

    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    /** A validator needs one; the JDK would remember 20,480. */
    private static final int SESSIONS_REMEMBERED = 256;

    private ServerTls() {}

    public static Tls of(TlsIdentity identity) {
        return Tls.builder()
                .privateKey(identity.key())
                .privateKeyCertChain(List.of(identity.certificate()))
                .enabledProtocols(PROTOCOLS)
                .sessionCacheSize(SESSIONS_REMEMBERED)
                .build();
    }
}
