package org.synapsesubnet.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.engine.EngineOptions;
import org.synapsesubnet.engine.EngineServer;
import org.synapsesubnet.engine.tiny.TinyModel;

/** The Python package's examples as real processes. */
@Timeout(120)
class PythonModuleTest {
    private static final Path PACKAGE =
            Path.of("..", "module-python").toAbsolutePath().normalize();
    private static final String LISTENS = "module listens on ";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @BeforeAll
    static void findPython() throws Exception {
        boolean found = false;
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            found |= Files.isExecutable(Path.of(folder, "python3"));
        }
        if (found
                && python("-c", "import sys; sys.exit(sys.version_info < (3, 11))")
                                .waitFor()
                        == 0) {
            return;
        }
        String line = "Not found on this machine: python3 of version 3.11 or newer. Its tests are skipped.";
        if (Boolean.getBoolean("synapse.require.real")) {
            Assertions.fail(line + " But synapse.require.real is set.");
        }
        System.out.println(line);
        Assumptions.abort(line);
    }

    @Test
    void itsOwnTestsPass() throws Exception {
        Process tests = python("-m", "unittest", "discover", "tests");
        String output = new String(tests.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(tests.waitFor()).as(output).isZero();
        assertThat(output).containsPattern("Ran [1-9][0-9]* tests");
    }

    @Test
    void theParrotKeepsEveryRuleThatItsFeaturesAskFor() throws Exception {
        Process parrot = python("examples/parrot.py", "--port", "0");
        try {
            Report report = ModuleKit.test(addressOf(parrot), PATIENCE);

            assertThat(report.breaches()).as(report.text()).isEmpty();
            assertThat(report.checked())
                    .doesNotContain(Rule.OLLAMA_LISTS_MODELS)
                    .hasSize(Rule.values().length - 1);
        } finally {
            end(parrot);
        }
    }

    @Test
    void theFrontOfAnOllamaServerKeepsEveryRule(@TempDir Path folder) throws Exception {
        Path model = folder.resolve("tiny.gguf");
        TinyModel.write(model, folder.resolve("tiny-q4.gguf"), TinyModel.DEFAULT_SEED);
        try (EngineServer engine =
                EngineServer.start(EngineOptions.serving("tiny", model).withParallel(2))) {
            Process front = python(
                    "examples/ollama_front.py",
                    "--port",
                    "0",
                    "--slots",
                    "2",
                    "--ollama",
                    engine.uri().toString());
            try {
                Report report = ModuleKit.test(addressOf(front), PATIENCE);

                assertThat(report.breaches()).as(report.text()).isEmpty();
                assertThat(report.checked()).containsExactlyInAnyOrder(Rule.values());
            } finally {
                end(front);
            }
        }
    }

    private static Process python(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("python3"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(PACKAGE.toFile()).redirectErrorStream(true);
        builder.environment().put("PYTHONPATH", PACKAGE.toString());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        return builder.start();
    }

    private static URI addressOf(Process module) throws IOException {
        BufferedReader output = module.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(LISTENS)) {
                return URI.create(line.substring(LISTENS.length()));
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("the module ended: " + said);
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
