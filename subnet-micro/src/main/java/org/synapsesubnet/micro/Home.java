package org.synapsesubnet.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a local installation keeps its things.
 *
 * @param root the repository's root; the application's relative paths start here
 */
record Home(Path root) {

    Home {
        root = root.toAbsolutePath().normalize();
    }

    Path var() {
        return root.resolve("var");
    }

    Path key(String owner) {
        return var().resolve("keys").resolve(owner + ".key");
    }

    Path models() {
        return var().resolve("models");
    }

    Path log(String process) {
        return var().resolve("logs").resolve(process + ".log");
    }

    Path apiKey() {
        return var().resolve("credentials").resolve("operator.api-key");
    }

    Path password() {
        return var().resolve("credentials").resolve("operator.password");
    }

    /** Makes the folders that the processes expect. */
    void prepare() throws LaunchException {
        try {
            Files.createDirectories(log("server").getParent());
            Files.createDirectories(models());
        } catch (IOException e) {
            throw new LaunchException("The folder " + var() + " can't be written: " + e);
        }
    }
}
