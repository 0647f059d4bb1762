package org.synapsesubnet.api.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.synapsesubnet.api.identity.Hotkey;

/** Makes certificates that are signed by their own key: EC P-256, valid for ten years, named after the hotkey. */
final class SelfSigned {

    private static final AlgorithmIdentifier ECDSA_WITH_SHA256 =
            new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
    private static final Duration VALID_FOR = Duration.ofDays(3_652);
    /** A caller whose clock is behind must not find the certificate to be of the future. */
    private static final Duration BACKDATED = Duration.ofDays(1);

    private static final int SERIAL_BITS = 64;

    private SelfSigned() {}

    static PemText of(Hotkey hotkey, InstantSource clock, SecureRandom random) throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair keys = generator.generateKeyPair();
            TBSCertificate content = content(keys, hotkey, clock, random);
            Signature signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(keys.getPrivate(), random);
            signer.update(content.getEncoded(ASN1Encoding.DER));
            var certificate =
                    new DERSequence(new ASN1Encodable[] {content, ECDSA_WITH_SHA256, new DERBitString(signer.sign())});
            return new PemText(keys.getPrivate().getEncoded(), certificate.getEncoded(ASN1Encoding.DER));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no EC P-256", e);
        }
    }

    private static TBSCertificate content(KeyPair keys, Hotkey hotkey, InstantSource clock, SecureRandom random) {
        var name = new X500Name("CN=" + hotkey);
        var from = clock.instant().minus(BACKDATED);
        var content = new V3TBSCertificateGenerator();
        content.setSerialNumber(new ASN1Integer(new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS)));
        content.setSignature(ECDSA_WITH_SHA256);
        content.setIssuer(name);
        content.setSubject(name);
        content.setStartDate(new Time(Date.from(from)));
        content.setEndDate(new Time(Date.from(from.plus(BACKDATED).plus(VALID_FOR))));
        content.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
        return content.generateTBSCertificate();
    }
}
