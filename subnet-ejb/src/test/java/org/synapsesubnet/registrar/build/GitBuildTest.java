package org.synapsesubnet.registrar.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.synapsesubnet.registrar.build.BuildBed.BOSS;
import static org.synapsesubnet.registrar.build.BuildBed.MODULE;
import static org.synapsesubnet.registrar.build.BuildBed.assertRefused;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.api.build.BuildState;
import org.synapsesubnet.api.build.BuildView;
import org.synapsesubnet.api.build.GitSource;

/** Builds from a real Git server on this machine, which the operator allowed. */
class GitBuildTest {

    @TempDir
    private static Path folder;

    private static GitServer server;
    private static BuildBed bed;
    private static String first;
    private static String withModules;
    private static String withoutDockerfile;

    @BeforeAll
    static void open() throws Exception {
        server = new GitServer(folder.resolve("served"));
        bed = BuildBed.open(BuildBed.settings(folder, GitHosts.parse(List.of(server.address()), true)));
        Path work = Files.createDirectories(folder.resolve("work"));
        git(work, "init", "--quiet", "--initial-branch=main");
        Files.writeString(work.resolve("Dockerfile"), "FROM scratch\nCOPY hello /\n");
        Files.writeString(work.resolve("hello"), "first");
        first = commit(work);
        Files.writeString(work.resolve("hello"), "second, which is longer");
        Files.writeString(work.resolve(".gitmodules"), "[submodule \"a\"]\npath=a\nurl=http://127.0.0.1/a\n");
        withModules = commit(work);
        git(work, "rm", "--quiet", ".gitmodules", "Dockerfile");
        withoutDockerfile = commit(work);
        git(
                folder,
                "clone",
                "--quiet",
                "--bare",
                work.toString(),
                folder.resolve("served/llama.git").toString());
    }

    @AfterAll
    static void close() throws Exception {
        bed.close();
        server.close();
    }

    @Test
    void buildsTheCommitThatIsNamedAndNoLaterOne() throws Exception {
        BuildView built = built("/llama.git", first);

        assertThat(built.state()).as(bed.log(built)).isEqualTo(BuildState.SUCCEEDED);
        assertThat(built.imageBytes()).isEqualTo("first".length());
        assertThat(built.commit()).isEqualTo(first);
        assertThat(built.git()).isEqualTo(server.address() + "/llama.git");
        assertThat(bed.log(built)).startsWith("Fetching " + first);
    }

    @Test
    void fetchesNoSubmodules() throws Exception {
        assertFailed(built("/llama.git", withModules), "has submodules, which aren't fetched");
    }

    @Test
    void checksACommitAsItChecksAnArchive() throws Exception {
        assertFailed(built("/llama.git", withoutDockerfile), "no file named Dockerfile");
    }

    @Test
    void followsNoRedirect() throws Exception {
        BuildView failed = built("/moved/llama.git", first);

        assertFailed(failed, "git ended with code 128");
        assertThat(server.paths).contains("/moved/llama.git/info/refs");
    }

    @Test
    void saysThatThereIsNoSuchCommit() throws Exception {
        assertFailed(built("/llama.git", "ab".repeat(20)), "git ended with code 128");
    }

    @Test
    void asksNoServerThatNobodyNamed() {
        assertRefused(
                () -> bed.yard.commit(MODULE, new GitSource("http://localhost:1/llama.git", first), BOSS),
                400,
                "which synapse.registrar.git-hosts doesn't name");
    }

    private static BuildView built(String path, String commit) throws Exception {
        return bed.ended(bed.yard.commit(MODULE, new GitSource(server.address() + path, commit), BOSS));
    }

    private static void assertFailed(BuildView build, String reason) throws IOException {
        assertThat(build.state()).isEqualTo(BuildState.FAILED);
        assertThat(build.reason()).contains(reason);
        assertThat(bed.files).isEmptyDirectory();
    }

    private static String commit(Path work) throws Exception {
        git(work, "add", "--all");
        git(work, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet", "--message=x");
        return git(work, "rev-parse", "HEAD").strip();
    }

    private static String git(Path folder, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).as(said).isZero();
        return said;
    }
}
