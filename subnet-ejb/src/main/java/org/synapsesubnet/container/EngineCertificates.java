package org.synapsesubnet.container;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Who we are to a remote engine and whom we take for it: {@code cert.pem} and {@code key.pem} (PKCS #8, not encrypted),
 * and {@code ca.pem}, which must have signed the engine's certificate. The library's own reader would go on without TLS
 * when a file is missing, and registers a security provider for the whole server.
 */
public final class EngineCertificates {

    private static final char[] NO_PASSWORD = {};

    private final Path folder;

    private EngineCertificates(Path folder) {
        this.folder = folder;
    }

    /**
     * All three of them.
     *
     * @throws IllegalArgumentException naming the folder and what is wrong in it
     */
    public static SSLContext read(Path folder) {
        return read(folder, true);
    }

    /**
     * {@code ca.pem}, and the other two where there is one of them.
     *
     * @throws IllegalArgumentException as {@link #read}
     */
    public static SSLContext readAuthority(Path folder) {
        return read(folder, Files.exists(folder.resolve("cert.pem")) || Files.exists(folder.resolve("key.pem")));
    }

    private static SSLContext read(Path folder, boolean withOurs) {
        try {
            return new EngineCertificates(folder).context(withOurs);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("certificates: " + folder + " can't be used: " + e, e);
        }
    }

    private SSLContext context(boolean withOurs) throws IOException, GeneralSecurityException {
        KeyStore ours = emptyStore();
        if (withOurs) {
            ours.setKeyEntry("us", key(), NO_PASSWORD, certificates("cert.pem").toArray(Certificate[]::new));
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(ours, NO_PASSWORD);

        KeyStore theirs = emptyStore();
        for (Certificate authority : certificates("ca.pem")) {
            theirs.setCertificateEntry("ca" + theirs.size(), authority);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(theirs);

        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private PrivateKey key() throws IOException, GeneralSecurityException {
        String text = Files.readString(folder.resolve("key.pem"));
        String body = text.replaceAll("(?s).*-----BEGIN PRIVATE KEY-----|-----END PRIVATE KEY-----.*|\\s", "");
        var encoded = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body));
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(encoded);
        } catch (InvalidKeySpecException e) {
            return KeyFactory.getInstance("EC").generatePrivate(encoded);
        }
    }

    private Collection<? extends Certificate> certificates(String file) throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(folder.resolve(file))) {
            return CertificateFactory.getInstance("X.509").generateCertificates(pem);
        }
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }
}
