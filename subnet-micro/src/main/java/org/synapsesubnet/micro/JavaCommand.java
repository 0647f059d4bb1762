package org.synapsesubnet.micro;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Command lines of JVMs, run by the JDK that runs this one. */
final class JavaCommand {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** One collector thread, little of everything: a miner stays under 150 MB. */
    private static final List<String> SMALL = List.of(
            "-Xms16m",
            "-Xmx48m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:MaxMetaspaceSize=48m",
            "-XX:ReservedCodeCacheSize=32m",
            "-XX:MaxDirectMemorySize=16m");

    private JavaCommand() {}

    /** A small JVM with the class path of this one. */
    static List<String> small(String main, List<String> arguments) {
        return join(List.of(JAVA), SMALL, List.of("-cp", System.getProperty("java.class.path"), main), arguments);
    }

    /** A JVM that runs the main class of this jar, guarded by {@link Guarded}. */
    static List<String> guarded(Path jar, List<String> options, List<String> arguments) throws LaunchException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Attributes manifest = file.getManifest().getMainAttributes();
            return join(
                    List.of(JAVA),
                    options,
                    packages(manifest, "Add-Opens", "--add-opens"),
                    packages(manifest, "Add-Exports", "--add-exports"),
                    List.of("-cp", jar + File.pathSeparator + ownClasses(), Guarded.class.getName()),
                    List.of(manifest.getValue(Attributes.Name.MAIN_CLASS)),
                    arguments);
        } catch (IOException e) {
            throw new LaunchException("The server's jar " + jar + " can't be read: " + e.getMessage());
        }
    }

    /** The JVM heeds a manifest's openings for {@code java -jar} only. */
    private static List<String> packages(Attributes manifest, String name, String option) {
        String value = manifest.getValue(name);
        return value == null
                ? List.of()
                : Stream.of(value.split(" ", -1))
                        .filter(one -> !one.isBlank())
                        .map(one -> option + "=" + one + "=ALL-UNNAMED")
                        .toList();
    }

    private static Path ownClasses() {
        try {
            return Path.of(Guarded.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The location of " + Guarded.class + " is no path", e);
        }
    }

    @SafeVarargs
    private static List<String> join(List<String>... parts) {
        List<String> all = new ArrayList<>();
        for (List<String> part : parts) {
            all.addAll(part);
        }
        return List.copyOf(all);
    }
}
