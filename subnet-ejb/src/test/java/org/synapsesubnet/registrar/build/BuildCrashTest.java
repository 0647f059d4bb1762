package org.synapsesubnet.registrar.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.api.build.BuildState;
import org.synapsesubnet.api.build.BuildView;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.EngineImage;
import org.synapsesubnet.container.RealEngine;

/** {@code kill -9} in the middle of a build. */
class BuildCrashTest {

    @TempDir
    private Path folder;

    @Test
    void aBuildThatDiedWithTheApplicationFailedAndLeavesNothing() throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("builds-database") + ";WRITE_DELAY=0";
        UUID id;
        try (ContainerEngine engine = RealEngine.connect()) {
            id = buildAndKill(EngineImage.on(engine).text(), url);
        }

        try (BuildBed bed = new BuildBed(BuildBed.settings(folder, GitHosts.parse(List.of(), false)), url)) {
            BuildView build = bed.yard.find(BuildBed.MODULE, id);
            assertThat(build.state()).isEqualTo(BuildState.FAILED);
            assertThat(build.reason()).startsWith("interrupted");
            assertThat(bed.log(build)).contains("pausing");
            assertThat(bed.imageOf(build)).isEmpty();
            assertThat(bed.files).doesNotExist();
            // The engine ends a build when whoever asked for it is gone.
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> ProcessHandle.allProcesses()
                            .noneMatch(process -> process.info()
                                    .commandLine()
                                    .filter(line ->
                                            line.contains(Pause.class.getName()) && line.contains(folder.toString()))
                                    .isPresent()));
        }
    }

    private UUID buildAndKill(String base, String url) throws Exception {
        Process child = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BuildChild.class.getName(),
                        base,
                        folder.toString(),
                        url))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = child.inputReader()) {
            return UUID.fromString(String.valueOf(lines.readLine()));
        } finally {
            child.destroyForcibly().waitFor();
        }
    }
}
