package org.synapsesubnet.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {

    @TempDir
    private Path folder;

    @Test
    void findsOutWhyADeploymentFailed() throws IOException {
        Path file = folder.resolve("server.log");
        ServerLog log = new ServerLog(file);
        assertThat(log.failure()).isEmpty();

        Files.writeString(
                file,
                "2026-11-23 SEVERE core: Exception while loading the app : CDI deployment failure: no bean\n\tat x\n");

        assertThat(log.failure()).contains("CDI deployment failure: no bean");
    }

    @Test
    void takesTheInnermostCauseWhereTheServerGivesNoReason() throws IOException {
        Path file = folder.resolve("server.log");
        Files.writeString(file, """
                SEVERE core: Exception during lifecycle processing
                jakarta.ejb.EJBException: outer
                \tat x
                Caused by: jakarta.ejb.CreateException: middle
                Caused by: java.lang.IllegalStateException: inner
                SEVERE core: Exception while loading the app
                """);

        assertThat(new ServerLog(file).failure()).contains("java.lang.IllegalStateException: inner");
    }

    @Test
    void keepsTheLastStartsLog() throws IOException, LaunchException {
        Path file = folder.resolve("server.log");
        Files.writeString(file, "Exception while loading the app : old\n");
        ServerLog log = new ServerLog(file);

        log.rotate();

        assertThat(log.failure()).isEmpty();
        assertThat(folder.resolve("server.log.1")).content().contains("old");
    }
}
