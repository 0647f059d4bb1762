package org.synapsesubnet.miner.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AxonKeysTest {

    @TempDir
    private Path folder;

    @Test
    void anAxonStaysWhoItIs() throws Exception {
        AxonIdentity first = keys().of("tiny-0");

        AxonIdentity again = keys().of("tiny-0");

        assertThat(again.hotkey().hotkey()).isEqualTo(first.hotkey().hotkey());
        assertThat(again.certificate()).isEqualTo(first.certificate()).hasSize(64);
        assertThat(keys().of("tiny-1").hotkey().hotkey())
                .isNotEqualTo(first.hotkey().hotkey());
    }

    @Test
    void itsFilesAreForTheirOwnerOnly() throws Exception {
        assertThat(keys().files("tiny-0")).containsOnlyKeys("hotkey.key", "hotkey.pem");

        for (String file : new String[] {"tiny-0.key", "tiny-0.pem"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aFileThatOthersMayReadIsRefused() throws Exception {
        keys().of("tiny-0");
        Files.setPosixFilePermissions(folder.resolve("tiny-0.key"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> keys().of("tiny-0"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("must be readable by its owner only");
    }

    private AxonKeys keys() {
        return new AxonKeys(folder, Clock.systemUTC());
    }
}
