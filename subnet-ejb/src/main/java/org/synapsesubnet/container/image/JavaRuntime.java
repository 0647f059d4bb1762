package org.synapsesubnet.container.image;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;

/** A Java runtime with the modules that are needed, linked from the running JDK. */
final class JavaRuntime {

    private JavaRuntime() {}

    /**
     * @param target must not exist yet
     * @return the target
     * @throws IOException when the running Java has no {@code jlink}, or it fails
     */
    static Path link(Set<String> modules, Path target) throws IOException {
        ToolProvider jlink = ToolProvider.findFirst("jlink")
                .orElseThrow(() -> new IOException("The running Java has no jlink; a JDK is needed to make images."));
        StringWriter said = new StringWriter();
        int code;
        try (PrintWriter out = new PrintWriter(said)) {
            code = jlink.run(
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
            throw new IOException("jlink failed with code " + code + ": " + said);
        }
        return target;
    }
}
