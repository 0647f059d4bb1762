package org.synapsesubnet.container.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The C library's files that programs need, as the system's own {@code ldd} names them. */
final class SystemLibraries {

    /** "libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x…)" and "/lib64/ld-linux-x86-64.so.2 (0x…)". */
    private static final Pattern FOUND = Pattern.compile("(?:^|=> )(/\\S+) \\(0x", Pattern.MULTILINE);

    private SystemLibraries() {}

    /**
     * @param inside files under this folder are left out: they come along anyway
     * @throws IOException when there is no {@code ldd}
     */
    static SortedSet<Path> neededBy(Collection<Path> programs, Path inside) throws IOException {
        List<String> command = Stream.concat(Stream.of("ldd"), programs.stream().map(Path::toString))
                .toList();
        Process ldd = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(ldd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var needed = new TreeSet<Path>();
        Matcher line = FOUND.matcher(said.replace("\t", ""));
        while (line.find()) {
            Path library = Path.of(line.group(1));
            if (!library.normalize().startsWith(inside)) {
                needed.add(library);
            }
        }
        if (needed.isEmpty()) {
            throw new IOException("ldd names no library: " + said);
        }
        return needed;
    }
}
