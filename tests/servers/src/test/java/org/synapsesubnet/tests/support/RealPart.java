package org.synapsesubnet.tests.support;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A program of the machine that some tests drive. Where it can't be had they are skipped with one plain line; with
 * {@code -Dsynapse.require.real=true}, as in continuous integration, they fail instead.
 */
public final class RealPart {

    private RealPart() {}

    /**
     * Finds a program on the search path.
     *
     * @param what it is, for a person
     * @param names it may have, the preferred first
     */
    public static Path program(String what, String... names) {
        return found(what, Arrays.stream(names).flatMap(RealPart::onThePath).findFirst());
    }

    /** The part itself when it was found; else the test ends here. */
    public static <T> T found(String what, Optional<T> part) {
        return part.orElseGet(missing(what));
    }

    private static <T> Supplier<T> missing(String what) {
        return () -> {
            String line = "Not found on this machine: " + what + ". Its tests are skipped.";
            if (Boolean.getBoolean("synapse.require.real")) {
                return Assertions.fail(line + " But synapse.require.real is set.");
            }
            System.out.println(line);
            return Assumptions.abort(line);
        };
    }

    private static Stream<Path> onThePath(String name) {
        List<String> folders = List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
        return folders.stream().map(folder -> Path.of(folder, name)).filter(Files::isExecutable);
    }
}
