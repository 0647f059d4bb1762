package org.synapsesubnet.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerFolderTest {

    @TempDir
    private Path folder;

    @Test
    void forgetsApplicationsOfTheLastStartAndKeepsWhatWasUnpacked() throws IOException, LaunchException {
        Path application = Files.createDirectories(folder.resolve("applications/subnet/WEB-INF"));
        Files.writeString(application.resolve("web.xml"), "<web-app/>");
        Path jar = Files.createDirectories(folder.resolve("runtime")).resolve("kernel.jar");
        Files.writeString(jar, "jar");

        new ServerFolder(folder).forgetTheLastStart();

        assertThat(folder.resolve("applications")).doesNotExist();
        assertThat(jar).exists();
    }
}
