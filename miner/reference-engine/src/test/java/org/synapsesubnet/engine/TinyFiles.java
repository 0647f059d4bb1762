package org.synapsesubnet.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.synapsesubnet.engine.tiny.TinyModel;

/** The tiny model's files, written once for all tests. */
public final class TinyFiles {

    public static final Path F16;
    public static final Path Q4_0;

    static {
        try {
            Path folder = Files.createDirectories(Path.of("target", "test-models"));
            F16 = folder.resolve("tiny-f16.gguf");
            Q4_0 = folder.resolve("tiny-q4_0.gguf");
            TinyModel.write(F16, Q4_0, TinyModel.DEFAULT_SEED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TinyFiles() {}
}
