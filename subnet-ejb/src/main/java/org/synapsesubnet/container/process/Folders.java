package org.synapsesubnet.container.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where processes and volumes have what must outlive whoever started them: a folder per process, named like it, which is
 * there whole or not at all, and a folder per volume.
 */
final class Folders {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MADE = "made.json";
    private static final String RUN = "run.json";
    private static final String EXIT = "exit.json";
    private static final String HALF_MADE = ".half-";

    private final Path processes;
    private final Path volumes;

    Folders(Path root) throws IOException {
        Path whole = root.toAbsolutePath().normalize();
        processes = Files.createDirectories(whole.resolve("processes"));
        volumes = Files.createDirectories(whole.resolve("volumes"));
        for (Path folder : inside(processes)) {
            if (isHalfMade(folder)) {
                delete(folder);
            }
        }
    }

    Path processes() {
        return processes;
    }

    Path of(String name) {
        return processes.resolve(name);
    }

    Path volume(String name) {
        return volumes.resolve(name);
    }

    Path volumes() {
        return volumes;
    }

    /** @throws FileAlreadyExistsException when there is one of that name */
    void make(Made made) throws IOException {
        Path half = Files.createDirectory(processes.resolve(HALF_MADE + made.id()));
        Files.write(half.resolve(MADE), JSON.writeValueAsBytes(made));
        try {
            Files.move(half, of(made.name()), StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            delete(half);
            throw Files.exists(of(made.name())) ? new FileAlreadyExistsException(made.name()) : e;
        }
    }

    List<Made> all() throws IOException {
        var found = new ArrayList<Made>();
        for (Path folder : inside(processes)) {
            if (!isHalfMade(folder)) {
                read(folder.resolve(MADE), Made.class).ifPresent(found::add);
            }
        }
        return found;
    }

    Optional<Run> run(Made made) throws IOException {
        return read(of(made.name()).resolve(RUN), Run.class);
    }

    void note(Made made, Run run) throws IOException {
        Files.deleteIfExists(of(made.name()).resolve(EXIT));
        write(of(made.name()).resolve(RUN), run);
    }

    Optional<Exit> exit(Made made) throws IOException {
        return read(of(made.name()).resolve(EXIT), Exit.class);
    }

    /** The first word on how it ended counts. */
    void note(Made made, Exit exit) throws IOException {
        if (Files.isDirectory(of(made.name())) && exit(made).isEmpty()) {
            write(of(made.name()).resolve(EXIT), exit);
        }
    }

    void remove(Made made) throws IOException {
        delete(of(made.name()));
    }

    void label(String volume, Map<String, String> labels) throws IOException {
        Files.createDirectories(volume(volume));
        write(volumes.resolve(volume + ".json"), labels);
    }

    Map<?, ?> labels(String volume) throws IOException {
        return read(volumes.resolve(volume + ".json"), Map.class).orElse(Map.of());
    }

    void removeVolume(String volume) throws IOException {
        delete(volume(volume));
        Files.deleteIfExists(volumes.resolve(volume + ".json"));
    }

    static List<Path> inside(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static boolean isHalfMade(Path folder) {
        return folder.getFileName().toString().startsWith(HALF_MADE);
    }

    private static <T> Optional<T> read(Path file, Class<T> type) throws IOException {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), type));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static void write(Path file, Object note) throws IOException {
        Path half = file.resolveSibling(file.getFileName() + ".half");
        Files.write(half, JSON.writeValueAsBytes(note));
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }
}
