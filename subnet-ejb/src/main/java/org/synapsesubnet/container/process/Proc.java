package org.synapsesubnet.container.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What Linux tells of a process in {@code /proc/<pid>/stat}, see proc(5).
 *
 * @param state {@code R}, {@code S}, {@code T} when it was stopped, {@code Z} when it has ended, …
 * @param cpuTicks used by it since its begin, hundredths of a second
 * @param threads it has
 * @param startTicks when it began, since this machine did
 * @param residentBytes memory it uses
 */
record Proc(String state, long cpuTicks, long threads, long startTicks, long residentBytes) {

    private static final Path ALL = Path.of("/proc");
    private static final long PAGE_BYTES = 4096;

    static Optional<Proc> read(long pid) {
        String stat;
        try {
            stat = Files.readString(file(pid, "stat"));
        } catch (IOException e) {
            return Optional.empty();
        }
        // The name before may hold spaces and brackets; fields are counted from the third one.
        List<String> fields =
                List.of(stat.substring(stat.lastIndexOf(')') + 2).strip().split(" "));
        return Optional.of(new Proc(
                fields.getFirst(),
                number(fields, 14) + number(fields, 15),
                number(fields, 20),
                number(fields, 22),
                number(fields, 24) * PAGE_BYTES));
    }

    private static long number(List<String> fields, int field) {
        return Long.parseLong(fields.get(field - 3));
    }

    boolean isOver() {
        return state.equals("Z") || state.equals("X");
    }

    boolean isStopped() {
        return state.equals("T");
    }

    /** Whether a process was started with this variable; false of one that isn't ours to ask. */
    static boolean hasVariable(long pid, String variable) {
        try {
            byte[] environment = Files.readAllBytes(file(pid, "environ"));
            return List.of(new String(environment, StandardCharsets.ISO_8859_1).split("\0"))
                    .contains(variable);
        } catch (IOException e) {
            return false;
        }
    }

    private static Path file(long pid, String name) {
        return ALL.resolve(Long.toString(pid)).resolve(name);
    }
}
