package org.synapsesubnet.validator.gateway.routing;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts one certificate and no other. Neither its issuer nor its name nor its dates count: the hotkey that announced
 * it vouches for it, until it announces another.
 */
// Being an "extended" one keeps the JDK from comparing host names, which certificates for bare addresses seldom have.
final class PinnedCertificate extends X509ExtendedTrustManager {

    private static final X509Certificate[] NO_ISSUER = {};

    private final byte[] announced;

    /** @param digest SHA-256 of the certificate's DER form, 64 hexadecimal digits */
    private PinnedCertificate(String digest) {
        this.announced = HexFormat.of().parseHex(digest);
    }

    /** A context for connections to whoever has this certificate's key; resumes no session of another context. */
    static SSLContext contextFor(String digest) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new PinnedCertificate(digest)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS can't be had: " + e.getMessage(), e);
        }
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        if (chain.length == 0) {
            throw new CertificateException("no certificate was shown");
        }
        byte[] shown = sha256(chain[0].getEncoded());
        if (!MessageDigest.isEqual(announced, shown)) {
            throw new WrongCertificateException(
                    HexFormat.of().formatHex(announced), HexFormat.of().formatHex(shown));
        }
    }

    private static byte[] sha256(byte[] der) throws CertificateException {
        try {
            return MessageDigest.getInstance("SHA-256").digest(der);
        } catch (GeneralSecurityException e) {
            throw new CertificateException("SHA-256 can't be had", e);
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
