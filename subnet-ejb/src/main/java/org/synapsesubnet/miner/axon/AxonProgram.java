package org.synapsesubnet.miner.axon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.synapsesubnet.container.image.JavaProgram;

/** The axon as a program for an image: 48 MiB of heap, and names that are looked up anew after a second. */
public final class AxonProgram {

    private static final Set<String> MODULES =
            Set.of("java.base", "java.logging", "java.management", "java.naming", "java.net.http", "jdk.unsupported");
    private static final List<String> OPTIONS = List.of(
            "-Xmx48m",
            "-Xmn8m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            // Its engine gets another address with each container.
            "-Dsun.net.inetaddr.ttl=1",
            "-Dsun.net.inetaddr.negative.ttl=1");

    private AxonProgram() {}

    /** The program with this main class and class path. */
    public static JavaProgram of(String mainClass, List<Path> classPath) {
        return new JavaProgram(mainClass, classPath, MODULES, OPTIONS, List.of("--help"), Map.of());
    }

    /**
     * The program of a JAR that {@code java -jar} can start.
     *
     * @throws IOException when it isn't one, or a library that it names is missing
     */
    public static JavaProgram of(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String mainClass =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
            if (mainClass == null) {
                throw new IOException(jar + " names no main class");
            }
            var parts = new ArrayList<Path>(List.of(jar));
            String others = Objects.toString(manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH), "");
            for (String other : others.strip().split(" +")) {
                Path library = jar.resolveSibling(other);
                if (!other.isEmpty() && !Files.isRegularFile(library)) {
                    throw new IOException(jar + " needs " + library + ", which is missing");
                }
                if (!other.isEmpty()) {
                    parts.add(library);
                }
            }
            return of(mainClass, parts);
        }
    }
}
