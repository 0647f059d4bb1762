package org.synapsesubnet.registrar.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.synapsesubnet.api.build.GitSource;

/**
 * Fetches one commit and nothing else. The address is looked at once more, and Git is told to call what was looked at:
 * a name that leads elsewhere a moment later leads nowhere.
 */
final class GitCheckout {

    private final GitHosts hosts;
    private final ContextLimits limits;
    private final Duration patience;

    GitCheckout(GitHosts hosts, ContextLimits limits, Duration patience) {
        this.hosts = hosts;
        this.limits = limits;
        this.patience = patience;
    }

    /**
     * Writes the commit's files as a tar archive.
     *
     * @param folder for all that it needs; exists
     * @return the archive
     * @throws org.synapsesubnet.api.problem.ProblemException when the address isn't one to be called
     */
    Path archive(GitSource source, Path folder) throws IOException, InterruptedException, BuildFailedException {
        GitHosts.Server server = hosts.require(source.url());
        Path repository = Files.createDirectories(folder.resolve("git"));
        Path archive = repository.toAbsolutePath().resolve("archive.tar");
        GitProgram git = new GitProgram(repository, server.scheme(), patience);
        git.run(limits.uploadBytes(), "init", "--quiet", "--bare");
        git.run(
                limits.uploadBytes(),
                "-c",
                "http.curloptResolve=" + server.pinned(),
                "fetch",
                "--quiet",
                "--depth=1",
                "--no-tags",
                "--no-recurse-submodules",
                source.url(),
                source.commit());
        requireNoSubmodules(git, source.commit());
        git.run(limits.unpackedBytes(), "archive", "--format=tar", "--output=" + archive, source.commit());
        return archive;
    }

    private void requireNoSubmodules(GitProgram git, String commit)
            throws IOException, InterruptedException, BuildFailedException {
        // Only the beginning of what Git says is read, so it is asked for the submodules alone.
        String modules = git.run(limits.uploadBytes(), "ls-tree", "--full-tree", "--name-only", commit, ".gitmodules");
        if (!modules.isBlank()) {
            throw new BuildFailedException("The commit has submodules, which aren't fetched.");
        }
    }
}
