package org.synapsesubnet.tests.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * What is left on a JVM's heap after a full collection.
 *
 * @param lines of {@code jcmd PID GC.class_histogram}: number, instances, bytes, class
 */
record LiveHeap(List<String> lines) {

    /** Collects first; the JVM must run on the JDK of this one. */
    static LiveHeap of(ProcessHandle jvm) throws IOException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(jvm.pid()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        try (var output = jcmd.inputReader(StandardCharsets.UTF_8)) {
            return new LiveHeap(output.lines().map(String::strip).toList());
        }
    }

    long instancesOf(String className) {
        return lines.stream()
                .map(line -> line.split("\\s+"))
                .filter(fields -> fields.length >= 4 && fields[3].equals(className))
                .mapToLong(fields -> Long.parseLong(fields[1]))
                .sum();
    }

    long megabytes() {
        return lines.stream()
                        .filter(line -> line.startsWith("Total"))
                        .mapToLong(line -> Long.parseLong(line.split("\\s+")[2]))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("no histogram but " + lines))
                / 1_000_000;
    }
}
