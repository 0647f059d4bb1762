package org.synapsesubnet.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.platform.persistence.TestDatabase;

class OperatorBootstrapTest {
    @TempDir
    private Path var;

    private TestDatabase database;

    @BeforeEach
    void open() {
        database = TestDatabase.open();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void leavesACredentialThatOnlyItsOwnerMayRead() throws IOException {
        Path home = var.resolve("credentials");

        assertThat(start(home)).contains(home);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");
        for (String file : List.of(CredentialFiles.PASSWORD, CredentialFiles.API_KEY)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(file))))
                    .isEqualTo("rw-------");
        }
        assertThat(home).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void leavesACredentialThatWorks() throws IOException {
        Path home = var.resolve("credentials");
        start(home);

        assertThatCredentialWorks(home);
    }

    @Test
    void changesNothingAtTheSecondStart() throws IOException {
        Path home = var.resolve("credentials");
        start(home);
        String key = Files.readString(home.resolve(CredentialFiles.API_KEY));

        assertThat(start(home)).isEmpty();

        assertThat(home.resolve(CredentialFiles.API_KEY)).hasContent(key);
    }

    @Test
    void createsNobodyWhenTheFilesCannotBeWritten() throws IOException {
        Path occupied = Files.writeString(var.resolve("credentials"), "a file, no directory");

        assertThatThrownBy(() -> start(occupied))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(occupied.toString());

        boolean empty = database.inTransaction(entities -> new AccountBook(entities, InstantSource.system()).isEmpty());
        assertThat(empty).isTrue();
    }

    @Test
    void letsOneOfTwoNodesWinThatStartAtOnce() throws Exception {
        Path home = var.resolve("credentials");
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<Boolean> node = () -> {
            together.await();
            return start(home).isPresent();
        };
        int won = 0;
        try (ExecutorService nodes = Executors.newFixedThreadPool(2)) {
            for (Future<Boolean> start : List.of(nodes.submit(node), nodes.submit(node))) {
                won += wonOf(start);
            }
        }
        assertThat(won).isEqualTo(1);
        assertThatCredentialWorks(home);
    }

    /** A lost race shows as an exception of the unique constraint, or as an account that was there already. */
    private static int wonOf(Future<Boolean> start) throws InterruptedException {
        try {
            return start.get() ? 1 : 0;
        } catch (ExecutionException e) {
            return 0;
        }
    }

    private void assertThatCredentialWorks(Path home) throws IOException {
        String password =
                Files.readString(home.resolve(CredentialFiles.PASSWORD)).strip();
        ApiKeySecret key = new ApiKeySecret(
                Files.readString(home.resolve(CredentialFiles.API_KEY)).strip());
        database.doInTransaction(entities -> {
            InstantSource clock = InstantSource.system();
            AccountBook.Credential operator =
                    new AccountBook(entities, clock).find("operator").orElseThrow();
            assertThat(operator.roles()).isEqualTo(Set.of(Role.OPERATOR));
            assertThat(new Passwords(new SecureRandom()).matches(password, operator.passwordHash()))
                    .isTrue();
            assertThat(new ApiKeyBook(entities, clock).findCaller(key.sha256()))
                    .hasValueSatisfying(caller -> assertThat(caller.roles()).isEqualTo(Set.of(Role.OPERATOR)));
        });
    }

    private Optional<Path> start(Path home) {
        return database.inTransaction(entities ->
                new OperatorBootstrap(entities, InstantSource.system(), home.toString(), 600).createWhereNobodyIs());
    }
}
