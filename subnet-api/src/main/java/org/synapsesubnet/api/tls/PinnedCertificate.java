package org.synapsesubnet.api.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.synapsesubnet.api.wire.Sha256;

/**
 * Trusts certificates by their digests and no others. Neither issuer nor name nor dates count: the hotkey that announced
 * a certificate vouches for it, until it announces another.
 */
// Being an "extended" one keeps the JDK from comparing host names, which certificates for bare addresses seldom have.
public final class PinnedCertificate extends X509ExtendedTrustManager {

    private static final X509Certificate[] NO_ISSUER = {};

    private final Predicate<String> announced;
    private final String wanted;

    private PinnedCertificate(Predicate<String> announced, String wanted) {
        this.announced = announced;
        this.wanted = wanted;
    }

    /**
     * A context for connections to whoever has this certificate's key; resumes no session of another context.
     *
     * @param digest SHA-256 of the certificate's DER form, 64 lower-case hexadecimal digits
     */
    public static SSLContext contextFor(String digest) {
        return context(new PinnedCertificate(digest::equals, digest));
    }

    /**
     * A context for connections to several axons, where the session tells one from the other.
     *
     * @param digests says of a digest whether its certificate is trusted, at each handshake anew
     */
    public static SSLContext contextForAny(Predicate<String> digests) {
        return context(new PinnedCertificate(digests, "another"));
    }

    private static SSLContext context(PinnedCertificate trusted) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trusted}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS can't be had: " + e.getMessage(), e);
        }
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        if (chain.length == 0) {
            throw new CertificateException("no certificate was shown");
        }
        String shown = Sha256.hexOf(chain[0].getEncoded());
        if (!announced.test(shown)) {
            throw new WrongCertificateException(wanted, shown);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("this side accepts no connections");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        checkClientTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return NO_ISSUER.clone();
    }
}
