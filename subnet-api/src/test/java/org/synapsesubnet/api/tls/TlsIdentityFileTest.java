package org.synapsesubnet.api.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.HotkeySigner;

class TlsIdentityFileTest {

    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Hotkey HOTKEY = HotkeySigner.create(RANDOM).hotkey();

    @TempDir
    private Path folder;

    @Test
    void makesACertificateOfTenYearsNamedAfterTheHotkey() throws Exception {
        var certificate = load("axon.pem").certificate();

        certificate.verify(certificate.getPublicKey());
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=" + HOTKEY);
        assertThat(((ECPublicKey) certificate.getPublicKey())
                        .getParams()
                        .getOrder()
                        .bitLength())
                .isEqualTo(256);
        assertThat(certificate.getVersion()).isEqualTo(3);
        assertThat(certificate.getNotBefore()).isBeforeOrEqualTo(NOW);
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(3_652)));
    }

    @Test
    void theFileIsForItsOwnerAndStaysAsItIs() throws Exception {
        TlsIdentity made = load("axon.pem");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("axon.pem"))))
                .isEqualTo("rw-------");
        assertThat(load("axon.pem").digest()).isEqualTo(made.digest()).matches("[0-9a-f]{64}");
        assertThat(load("other.pem").digest()).isNotEqualTo(made.digest());
        assertThat(made.toString()).doesNotContain("PrivateKey");
    }

    @Test
    void saysWhatIsWrongWithAFile() throws Exception {
        String one = text("one.pem");
        String other = text("other.pem");
        String keyOfOne = one.substring(0, one.indexOf("-----BEGIN CERT"));

        assertRefused("hello", "-----BEGIN PRIVATE KEY-----");
        assertRefused(keyOfOne, "-----BEGIN CERTIFICATE-----");
        assertRefused(keyOfOne + other.substring(other.indexOf("-----BEGIN CERT")), "is not the certificate's");
    }

    @Test
    void refusesAFileThatOthersMayRead() throws Exception {
        load("axon.pem");
        Files.setPosixFilePermissions(folder.resolve("axon.pem"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> load("axon.pem"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chmod 600");
    }

    private void assertRefused(String text, String message) throws IOException {
        Path file = folder.resolve("wrong.pem");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
        assertThatThrownBy(() -> load("wrong.pem"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    private String text(String name) throws IOException {
        load(name);
        return Files.readString(folder.resolve(name));
    }

    private TlsIdentity load(String name) throws IOException {
        return new TlsIdentityFile(folder.resolve(name)).loadOrCreate(HOTKEY, InstantSource.fixed(NOW), RANDOM);
    }
}
