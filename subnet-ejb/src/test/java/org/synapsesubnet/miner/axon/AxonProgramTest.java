package org.synapsesubnet.miner.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.container.image.JavaProgram;

class AxonProgramTest {

    @TempDir
    private Path folder;

    @Test
    void aJarTellsItsMainClassAndItsLibraries() throws Exception {
        Files.createDirectories(folder.resolve("lib"));
        Files.createFile(folder.resolve("lib/a.jar"));
        Files.createFile(folder.resolve("lib/b.jar"));

        JavaProgram program = AxonProgram.of(jar("org.example.Main", "lib/a.jar lib/b.jar"));

        assertThat(program.mainClass()).isEqualTo("org.example.Main");
        assertThat(program.classPath())
                .containsExactly(folder.resolve("axon.jar"), folder.resolve("lib/a.jar"), folder.resolve("lib/b.jar"));
    }

    @Test
    void aLibraryThatIsMissingIsNamed() {
        assertThatThrownBy(() -> AxonProgram.of(jar("org.example.Main", "lib/a.jar")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("lib/a.jar, which is missing");
    }

    @Test
    void aJarThatCannotBeStartedIsRefused() {
        assertThatThrownBy(() -> AxonProgram.of(jar("", "")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("names no main class");
    }

    private Path jar(String mainClass, String classPath) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!mainClass.isEmpty()) {
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
            manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        }
        Path jar = folder.resolve("axon.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }
}
