package org.synapsesubnet.tests.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.HotkeyFile;
import org.synapsesubnet.engine.tiny.TinyModel;
import org.synapsesubnet.tests.support.FreePort;

/**
 * A real miner as the launcher starts them, in front of which the server under test is put. It takes its time for each
 * token, so that a test can tell an answer that is passed on from one that is saved up.
 */
final class TestMiner implements AutoCloseable {

    static final Duration TOKEN_DELAY = Duration.ofMillis(40);

    private static final Path KEYS = Path.of("var", "keys");

    private final Process process;
    private final int port;
    private final Hotkey hotkey;

    private TestMiner(Process process, int port, Hotkey hotkey) {
        this.process = process;
        this.port = port;
        this.hotkey = hotkey;
    }

    /** Works in the current folder, where the server will look for the validator's key too. */
    static TestMiner start() {
        try {
            Path key = KEYS.resolve("miner.key");
            Hotkey hotkey = new HotkeyFile(key).loadOrCreate(new SecureRandom()).hotkey();
            Hotkey validator = new HotkeyFile(KEYS.resolve("validator.key"))
                    .loadOrCreate(new SecureRandom())
                    .hotkey();
            Path models = Files.createDirectories(Path.of("var", "models"));
            Path model = models.resolve("tiny-f16.gguf");
            TinyModel.write(model, models.resolve("tiny-q4_0.gguf"), TinyModel.DEFAULT_SEED);
            int port = FreePort.find();
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-XX:+UseSerialGC",
                            "-classpath",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            "org.synapsesubnet.micro.LocalMiner",
                            "--port",
                            String.valueOf(port),
                            "--key",
                            key.toString(),
                            "--allow",
                            validator.toString(),
                            "--model",
                            model.toString(),
                            "--token-delay-ms",
                            String.valueOf(TOKEN_DELAY.toMillis())))
                    .redirectErrorStream(true)
                    .redirectOutput(Path.of("miner.log").toFile())
                    .start();
            return new TestMiner(process, port, hotkey);
        } catch (IOException e) {
            throw new UncheckedIOException("No miner to test with", e);
        }
    }

    int port() {
        return port;
    }

    String gatewayEntry() {
        return "miner-1=http://127.0.0.1:" + port + "#" + hotkey;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
