package org.synapsesubnet.api.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HotkeyFileTest {

    @TempDir
    Path folder;

    @Test
    void createsAKeyThatIsFoundAgain() throws IOException {
        var file = new HotkeyFile(folder.resolve("keys/miner.key"));

        Hotkey created = file.loadOrCreate(new SecureRandom()).hotkey();

        assertThat(file.loadOrCreate(new SecureRandom()).hotkey()).isEqualTo(created);
    }

    @Test
    void theFileIsItsOwnersAlone() throws IOException {
        assumePosix();
        Path path = folder.resolve("miner.key");

        new HotkeyFile(path).loadOrCreate(new SecureRandom());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void leavesNoDraftBehind() throws IOException {
        new HotkeyFile(folder.resolve("miner.key")).loadOrCreate(new SecureRandom());

        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("miner.key"));
        }
    }

    @Test
    void neverReplacesAKey() throws IOException {
        Path path = folder.resolve("miner.key");
        Hotkey first = new HotkeyFile(path).loadOrCreate(new SecureRandom()).hotkey();

        assertThatThrownBy(() -> new HotkeyFile(path).save(HotkeySigner.create(new SecureRandom())))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(new HotkeyFile(path).load().hotkey()).isEqualTo(first);
    }

    @Test
    void refusesAKeyThatOthersMayRead() throws IOException {
        assumePosix();
        Path path = folder.resolve("miner.key");
        new HotkeyFile(path).loadOrCreate(new SecureRandom());
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> new HotkeyFile(path).load())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void refusesAFileWithoutAKeyWithoutQuotingIt() throws IOException {
        Path path = folder.resolve("miner.key");
        var file = new HotkeyFile(path);
        file.loadOrCreate(new SecureRandom());
        Files.writeString(path, "somebody's password");

        assertThatThrownBy(file::load)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds no key")
                .hasMessageNotContaining("password");
    }

    private void assumePosix() {
        assumeThat(Files.getFileAttributeView(folder, PosixFileAttributeView.class))
                .as("a POSIX file system")
                .isNotNull();
    }
}
