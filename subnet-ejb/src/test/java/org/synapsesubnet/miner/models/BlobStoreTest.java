package org.synapsesubnet.miner.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.api.fleet.FleetBlobView;
import org.synapsesubnet.api.problem.InvalidValue;
import org.synapsesubnet.api.problem.ProblemException;
import org.synapsesubnet.api.wire.Sha256;

class BlobStoreTest {

    private static final byte[] BYTES = "weights".getBytes(StandardCharsets.UTF_8);
    private static final String DIGEST = "sha256:" + Sha256.hexOf(BYTES);

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private BlobStore store;

    @BeforeEach
    void open() {
        store = new BlobStore(folder.resolve("blobs"), BYTES.length);
    }

    @Test
    void whatItsDigestSaysIsKeptOnce() throws IOException {
        assertThat(store.list()).isEmpty();
        assertThat(store.accept(DIGEST, bytes())).isTrue();
        assertThat(store.accept(DIGEST, bytes())).isFalse();

        assertThat(store.find(DIGEST)).get().satisfies(file -> assertThat(file).hasBinaryContent(BYTES));
        assertThat(store.list()).containsExactly(new FleetBlobView(DIGEST, BYTES.length));
        assertThat(store.remove(DIGEST)).isTrue();
        assertThat(store.remove(DIGEST)).isFalse();
    }

    @Test
    void somethingElseLeavesNothing() throws IOException {
        String other = "sha256:" + "0".repeat(64);

        assertThatThrownBy(() -> store.accept(other, bytes()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(422));

        assertThat(files()).isZero();
    }

    @Test
    void tooMuchIsRefusedBeforeItIsAllThere() throws IOException {
        BlobStore small = new BlobStore(folder.resolve("blobs"), BYTES.length - 1);

        assertThatThrownBy(() -> small.accept(DIGEST, bytes()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(413));

        assertThat(files()).isZero();
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws IOException {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the caller left");
            }
        };

        assertThatThrownBy(() -> store.accept(DIGEST, broken)).hasMessage("the caller left");

        assertThat(files()).isZero();
    }

    @Test
    void aNameThatIsNoDigestIsNoFile() {
        assertThatThrownBy(() -> store.find("sha256:../../x")).isInstanceOf(InvalidValue.class);
    }

    private static InputStream bytes() {
        return new ByteArrayInputStream(BYTES);
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("blobs"))) {
            return files.count();
        }
    }
}
