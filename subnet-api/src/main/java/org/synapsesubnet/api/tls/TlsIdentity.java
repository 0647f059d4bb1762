package org.synapsesubnet.api.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Map;
import org.synapsesubnet.api.wire.Sha256;

/**
 * The key and the certificate that an axon shows. Callers don't ask who signed it: they compare its digest with the one
 * that the hotkey announced on the chain.
 *
 * @param key the private half
 * @param certificate the public half; its names and dates count for nothing
 */
public record TlsIdentity(PrivateKey key, X509Certificate certificate) {

    private static final Map<String, String> SIGNATURES = Map.of("EC", "SHA256withECDSA", "RSA", "SHA256withRSA");

    /** @throws IllegalArgumentException when the key isn't the certificate's, or is of another kind than EC and RSA */
    public TlsIdentity {
        String kind = certificate.getPublicKey().getAlgorithm();
        String signature = SIGNATURES.get(kind);
        if (signature == null) {
            throw new IllegalArgumentException("the certificate's key must be EC or RSA, not " + kind);
        }
        if (!belongTogether(key, certificate, signature)) {
            throw new IllegalArgumentException("the private key is not the certificate's");
        }
    }

    private static boolean belongTogether(PrivateKey key, X509Certificate certificate, String algorithm) {
        try {
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(key);
            byte[] signature = signer.sign();
            signer.initVerify(certificate.getPublicKey());
            return signer.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** SHA-256 of the certificate's DER form, 64 lower-case hexadecimal digits: what the chain carries. */
    public String digest() {
        try {
            return Sha256.hexOf(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read can't be written", e);
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "TlsIdentity[" + digest() + "]";
    }
}
