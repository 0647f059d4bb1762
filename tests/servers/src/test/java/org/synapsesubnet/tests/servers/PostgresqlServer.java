package org.synapsesubnet.tests.servers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL of the machine's own programs, with an empty database in a folder that goes with it. */
final class PostgresqlServer implements AutoCloseable {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final List<String> NEEDED = List.of("initdb", "pg_ctl", "createdb");
    private static final long SECONDS = 60;

    private final Path programs;
    private final Path folder;

    private PostgresqlServer(Path programs, Path folder) {
        this.programs = programs;
        this.folder = folder;
    }

    /** The folder with all the programs that are needed: on the search path, or where Debian puts it. */
    static Optional<Path> programs() {
        Stream<Path> path = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(Path::of);
        return Stream.concat(path, debian())
                .filter(bin -> NEEDED.stream().map(bin::resolve).allMatch(Files::isExecutable))
                .findFirst();
    }

    private static Stream<Path> debian() {
        if (!Files.isDirectory(DEBIAN)) {
            return Stream.empty();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.sorted(Comparator.reverseOrder()).map(version -> version.resolve("bin")).toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    static Optional<PostgresqlServer> startWhereFound(int port) {
        return programs().map(bin -> start(bin, port));
    }

    private static PostgresqlServer start(Path programs, int port) {
        try {
            Path folder = Files.createTempDirectory("subnet-postgresql-");
            PostgresqlServer server = new PostgresqlServer(programs, folder);
            if (isRoot()) {
                run(List.of("chown", "postgres", folder.toString()));
            }
            Path data = folder.resolve("data");
            server.runAsOwner(
                    "initdb", "-D", data.toString(), "-U", "subnet", "-A", "trust", "-E", "UTF8", "--no-sync");
            server.runAsOwner(
                    "pg_ctl",
                    "-D",
                    data.toString(),
                    "-l",
                    folder.resolve("log").toString(),
                    "-w",
                    "-o",
                    "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + folder,
                    "start");
            server.runAsOwner("createdb", "-h", "127.0.0.1", "-p", String.valueOf(port), "-U", "subnet", "subnet");
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL was found but doesn't start", e);
        }
    }

    /** PostgreSQL refuses to run as root; then it runs as the user that its package made. */
    private void runAsOwner(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        run(command);
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static void run(List<String> command) throws IOException {
        Path output = Files.createTempFile("subnet-postgresql-", ".log");
        Process process = new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", command) + ": " + Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        } finally {
            Files.delete(output);
        }
    }

    @Override
    public void close() {
        try {
            runAsOwner("pg_ctl", "-D", folder.resolve("data").toString(), "-m", "immediate", "-w", "stop");
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL doesn't stop", e);
        }
    }
}
