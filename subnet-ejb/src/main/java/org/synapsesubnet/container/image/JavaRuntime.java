package org.synapsesubnet.container.image;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;

/**
 * The JDK that runtimes are linked from.
 *
 * @param jlink its linker, if it has one
 * @param home where it is
 */
record JavaRuntime(Optional<ToolProvider> jlink, Path home) {

    /** The running one. */
    static JavaRuntime running() {
        return new JavaRuntime(ToolProvider.findFirst("jlink"), Path.of(System.getProperty("java.home")));
    }

    /**
     * A Java runtime with the modules that are needed.
     *
     * @param target must not exist yet
     * @return the target
     * @throws IOException when this Java has no {@code jlink} or nothing to link, or that fails
     */
    Path link(Set<String> modules, Path target) throws IOException {
        ToolProvider linker = jlink.orElseThrow(
                () -> new IOException("the Java in " + home + " has no jlink; start the application with a JDK"));
        StringWriter said = new StringWriter();
        int code;
        try (PrintWriter out = new PrintWriter(said)) {
            code = linker.run(
                    out,
                    out,
                    "--add-modules",
                    String.join(",", new TreeSet<>(modules)),
                    "--strip-debug",
                    "--no-header-files",
                    "--no-man-pages",
                    "--compress",
                    "zip-6",
                    "--output",
                    target.toString());
        }
        if (code != 0) {
            // Some JDKs link from the running image and need no jmods; one that fails most likely isn't one of them.
            String advice = Files.isDirectory(home.resolve("jmods"))
                    ? ""
                    : " (the Java in " + home + " has no folder jmods; start the application with a JDK that has)";
            throw new IOException(
                    "jlink failed with code " + code + ": " + said.toString().strip() + advice);
        }
        return target;
    }
}
