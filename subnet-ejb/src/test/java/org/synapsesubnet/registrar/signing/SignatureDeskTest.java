package org.synapsesubnet.registrar.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.api.build.BuildState;
import org.synapsesubnet.api.build.BuildView;
import org.synapsesubnet.api.module.ReleaseResources;
import org.synapsesubnet.api.module.ReleaseState;
import org.synapsesubnet.api.module.ReleaseView;
import org.synapsesubnet.api.problem.ProblemException;
import org.synapsesubnet.api.signing.SignatureVerdict;
import org.synapsesubnet.api.signing.SignatureView;
import org.synapsesubnet.migrations.Migrations;

class SignatureDeskTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String DIGEST = "sha256:" + "ab".repeat(32);
    private static final ReleaseManifest MANIFEST = ReleaseManifest.of(release(DIGEST, Map.of()), Optional.empty());

    /** Held, since a logger that nobody holds forgets its level. */
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    @TempDir
    private Path folder;

    private JdbcConnectionPool database;
    private SignatureDesk desk;
    private SigningKey key;

    @BeforeEach
    void open() throws Exception {
        FLYWAY.setLevel(Level.WARNING);
        database = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        Migrations.run(database);
        desk = new SignatureDesk(database, () -> NOON);
        key = SigningKey.of(folder.resolve("keys/signing.pem"));
        try (Connection connection = database.getConnection();
                Statement insert = connection.createStatement()) {
            insert.execute("insert into module values (random_uuid(), 'llama-front', 'docker', '', '{}', 'registered',"
                    + " null, 0, current_timestamp, current_timestamp)");
            insert.execute(
                    "insert into module_release select random_uuid(), id, '1.0.0', '" + DIGEST + "', '1.0', null,"
                            + " 0, 0, 0, 0, '{}', '', 'draft', null, 'boss', current_timestamp, current_timestamp, 0 from module");
        }
    }

    @AfterEach
    void close() {
        database.dispose();
    }

    @Test
    void keepsItsKeyInAFileOfItsOwner() throws Exception {
        Path file = folder.resolve("keys/signing.pem");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(SigningKey.of(file).open().id()).isEqualTo(key.open().id());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> SigningKey.of(file)).hasMessageContaining("chmod 600");
    }

    @Test
    void refusesAFileWhoseHalvesDoNotBelongTogether() throws Exception {
        SigningKey other = SigningKey.of(folder.resolve("other.pem"));
        Path file = folder.resolve("keys/signing.pem");
        String text = Files.readString(file);
        Files.writeString(file, text.replace(key.open().text(), other.open().text()));

        assertThatThrownBy(() -> SigningKey.of(file)).hasMessageContaining("don't belong together");
    }

    @Test
    void countsASignatureByATrustedKey() throws SQLException {
        trust();
        sign();

        assertThat(desk.isSigned(MANIFEST)).isTrue();
        assertThat(desk.list(MANIFEST).signatures())
                .singleElement()
                .extracting(SignatureView::signer, SignatureView::verdict)
                .containsExactly("chief", SignatureVerdict.VALID);
    }

    @Test
    void refusesAnUnknownSigner() {
        assertRefused(
                () -> desk.check(MANIFEST, key.open().id(), key.sign(MANIFEST.bytes())),
                403,
                "No operator trusts the key " + key.open().id().substring(0, 16));
    }

    @Test
    void refusesARevokedSignerByNameAndForgetsWhatItSigned() throws SQLException {
        trust();
        sign();
        assertThat(desk.keys().revoke(key.open().id(), "left the house", "boss"))
                .isTrue();

        assertRefused(
                () -> desk.check(MANIFEST, key.open().id(), key.sign(MANIFEST.bytes())),
                403,
                "was revoked by boss at 2026-01-01T12:00:00Z: left the house");
        assertThat(desk.isSigned(MANIFEST)).isFalse();
        assertThat(verdicts()).containsExactly(SignatureVerdict.REVOKED_SIGNER);
        assertThat(desk.keys().revoke(key.open().id(), null, "boss")).isFalse();
        assertRefused(() -> desk.keys().add(key.open(), "again", "boss"), 409, "is known already");
    }

    @Test
    void refusesASignatureOfOtherBytes() throws SQLException {
        trust();
        byte[] others = "{}".getBytes(StandardCharsets.UTF_8);

        assertRefused(
                () -> desk.check(MANIFEST, key.open().id(), key.sign(others)),
                400,
                "by chief isn't of the manifest of release 1.0.0 of llama-front, whose SHA-256 is "
                        + MANIFEST.digest());
        assertRefused(() -> desk.check(MANIFEST, key.open().id(), "no Base64!"), 400, "isn't of the manifest");
    }

    @Test
    void seesThatAManifestIsntWhatWasSigned() throws SQLException {
        trust();
        sign();
        ReleaseManifest altered = ReleaseManifest.of(release("sha256:" + "cd".repeat(32), Map.of()), Optional.empty());

        assertThat(desk.list(altered).signatures())
                .extracting(SignatureView::verdict)
                .containsExactly(SignatureVerdict.OTHER_BYTES);
    }

    @Test
    void signsWhatRunsAndWhereItComesFrom() {
        BuildView build = new BuildView(
                new UUID(0, 1),
                "llama-front",
                BuildState.SUCCEEDED,
                null,
                null,
                "https://host/a",
                "0".repeat(40),
                "unix:///b",
                "boss",
                NOON,
                NOON,
                NOON,
                DIGEST,
                5L,
                "1.0.0");
        ReleaseManifest whole = ReleaseManifest.of(
                release(DIGEST, Map.of("type", "object", "properties", Map.of())), Optional.of(build));

        assertThat(new String(whole.bytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"digest\":\"" + DIGEST + "\",\"form\":\"synapse-release/1\",\"interfaceVersion\":\"1.0\","
                                + "\"module\":\"llama-front\",\"provenance\":{\"at\":\"2026-01-01T12:00:00Z\","
                                + "\"build\":\"00000000-0000-0000-0000-000000000001\",\"builder\":\"unix:///b\",\"by\":\"boss\","
                                + "\"commit\":\"" + "0".repeat(40) + "\",\"git\":\"https://host/a\"},"
                                + "\"resources\":{\"cpuMillis\":0,\"diskBytes\":0,\"gpus\":0,\"memoryBytes\":0},"
                                // printf '{"properties":{},"type":"object"}' | sha256sum
                                + "\"settings\":\"sha256:efddc7bd8bbcef73a14eb1ace1ffdaec81e518ef1e13c1e9271d0b8acb694a49\",\"version\":\"1.0.0\"}");
    }

    @Test
    void takesEd25519KeysOnly() {
        assertRefused(() -> VerifyingKey.parse("AAAA"), 400, "publicKey");
        assertRefused(() -> VerifyingKey.parse("not base64"), 400, "publicKey");
    }

    private void trust() throws SQLException {
        desk.keys().add(key.open(), "chief", "boss");
    }

    private void sign() throws SQLException {
        String signature = key.sign(MANIFEST.bytes());
        desk.check(MANIFEST, key.open().id(), signature);
        desk.keep(MANIFEST, key.open().id(), signature, "boss");
    }

    private List<SignatureVerdict> verdicts() throws SQLException {
        return desk.list(MANIFEST).signatures().stream()
                .map(SignatureView::verdict)
                .toList();
    }

    private static ReleaseView release(String digest, Map<String, Object> settings) {
        return new ReleaseView(
                "llama-front",
                "1.0.0",
                digest,
                "1.0",
                null,
                ReleaseResources.UNKNOWN,
                Map.copyOf(settings),
                "notes aren't signed",
                ReleaseState.DRAFT,
                null,
                "boss",
                NOON,
                NOON);
    }

    private static void assertRefused(ThrowingCallable call, int status, String detail) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().detail()).contains(detail);
            assertThat(e.problem().status()).isEqualTo(status);
        });
    }
}
