package org.synapsesubnet.registrar.passport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.api.passport.BillSummary;
import org.synapsesubnet.api.passport.Passport;
import org.synapsesubnet.api.passport.Refusal;
import org.synapsesubnet.api.passport.StageOutcome;
import org.synapsesubnet.api.passport.StageReport;
import org.synapsesubnet.api.passport.VerificationStage;
import org.synapsesubnet.registrar.signing.CanonicalJson;
import org.synapsesubnet.registrar.signing.SigningKey;

class SignedPassportTest {
    private static final Passport PASSPORT = new Passport(
            Passport.FORMAT,
            "llama",
            "1.0.0",
            "sha256:00",
            "1.0",
            Instant.parse("2026-01-01T12:00:00Z"),
            false,
            List.of(new Refusal("secrets", "é \"quoted\"")),
            List.of(new StageReport(
                    VerificationStage.IMAGE,
                    StageOutcome.CLEAN,
                    Instant.parse("2026-01-01T11:59:00Z"),
                    7,
                    Map.of("b", "2", "a", "1"),
                    List.of(),
                    List.of())),
            null,
            null,
            new BillSummary("debian 12", Map.of("npm", 1, "deb", 2), "00"));

    @TempDir
    private Path folder;

    @Test
    void theCanonicalFormIsOneAndOnly() {
        assertThat(CanonicalJson.write(PASSPORT))
                .isEqualTo(
                        "{\"bill\":{\"distribution\":\"debian 12\",\"packages\":{\"deb\":2,\"npm\":1},\"sha256\":\"00\"},"
                                + "\"digest\":\"sha256:00\",\"format\":\"synapse-passport/1\",\"interfaceVersion\":\"1.0\","
                                + "\"issuedAt\":\"2026-01-01T12:00:00Z\",\"module\":\"llama\",\"passed\":false,"
                                + "\"refusals\":[{\"gate\":\"secrets\",\"reason\":\"é \\\"quoted\\\"\"}],"
                                + "\"stages\":[{\"durationMillis\":7,\"findings\":[],\"notes\":[],\"outcome\":\"clean\",\"stage\":\"image\","
                                + "\"startedAt\":\"2026-01-01T11:59:00Z\",\"tools\":{\"a\":\"1\",\"b\":\"2\"}}],\"version\":\"1.0.0\"}");
        assertThat(CanonicalJson.read(CanonicalJson.write(PASSPORT), Passport.class))
                .isEqualTo(PASSPORT);
    }

    @Test
    void anybodysEd25519AcceptsTheSignatureOfTheseBytesOnly() throws Exception {
        SignedPassport signed = SignedPassport.of(PASSPORT, null, key());

        assertThat(verifies(signed.text(), signed.signature())).isTrue();
        assertThat(verifies(signed.text().replace("false", "true "), signed.signature()))
                .isFalse();
        assertThat(signed.envelope()).contains("\"passport\":" + signed.text());
    }

    private SigningKey key() throws IOException {
        return SigningKey.of(folder.resolve("signing.pem"));
    }

    private static boolean verifies(String text, PassportSignature signature) throws GeneralSecurityException {
        PublicKey key = KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(signature.publicKey())));
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(key);
        verifier.update(text.getBytes(StandardCharsets.UTF_8));
        return verifier.verify(Base64.getDecoder().decode(signature.value()));
    }
}
