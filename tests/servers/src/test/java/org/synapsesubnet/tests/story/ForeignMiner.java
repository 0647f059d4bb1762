package org.synapsesubnet.tests.story;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.synapsesubnet.api.identity.HotkeyFile;
import org.synapsesubnet.engine.tiny.TinyModel;
import org.synapsesubnet.tests.support.FreePort;

/** A miner of somebody else: an engine and, in a process of its own before it, an axon that joins by one command. */
final class ForeignMiner implements AutoCloseable {

    private static final long OTHER_SEED = TinyModel.DEFAULT_SEED + 1;

    private final Path folder;
    private final int enginePort;
    private Process engine;
    private final Process axon;

    private ForeignMiner(Path folder, int enginePort, Process engine, Process axon) {
        this.folder = folder;
        this.enginePort = enginePort;
        this.engine = engine;
        this.axon = axon;
    }

    /**
     * Starts both.
     *
     * @param chain base address of the application with the chain
     * @param coldkey its file; made when missing
     */
    static ForeignMiner join(Path folder, String chain, Path coldkey) throws IOException {
        Files.createDirectories(folder);
        TinyModel.write(folder.resolve("right.gguf"), folder.resolve("right-q4_0.gguf"), TinyModel.DEFAULT_SEED);
        TinyModel.write(folder.resolve("wrong.gguf"), folder.resolve("wrong-q4_0.gguf"), OTHER_SEED);
        int enginePort = FreePort.find();
        Process engine = engine(folder, enginePort, "right.gguf");
        Process axon = java(
                folder,
                "axon.log",
                "org.synapsesubnet.axon.AxonMain",
                "--upstream",
                "http://127.0.0.1:" + enginePort,
                "--hotkey-file",
                folder.resolve("hotkey.key").toString(),
                "--listen",
                "127.0.0.1:0",
                "--slots",
                "2",
                "--chain",
                chain,
                "--coldkey-file",
                coldkey.toString(),
                "--exit-with-stdin");
        return new ForeignMiner(folder, enginePort, engine, axon);
    }

    String hotkey() throws IOException {
        return new HotkeyFile(folder.resolve("hotkey.key")).load().hotkey().address();
    }

    /** Whether it has a hotkey yet: it makes one when it starts. */
    boolean hasHotkey() {
        return Files.exists(folder.resolve("hotkey.key"));
    }

    /** Has other weights answer under the same name, while the axon goes on. */
    void exchangeModel() throws IOException, InterruptedException {
        end(engine);
        engine = engine(folder, enginePort, "wrong.gguf");
    }

    private static Process engine(Path folder, int port, String model) throws IOException {
        return java(
                folder,
                "engine.log",
                "org.synapsesubnet.engine.EngineMain",
                "--port",
                String.valueOf(port),
                "--parallel",
                "2",
                "--model",
                "tiny=" + folder.resolve(model));
    }

    private static Process java(Path folder, String log, String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-XX:+UseSerialGC",
                "-classpath",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve(log).toFile()))
                .start();
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    @Override
    public void close() {
        axon.destroyForcibly();
        engine.destroyForcibly();
    }
}
