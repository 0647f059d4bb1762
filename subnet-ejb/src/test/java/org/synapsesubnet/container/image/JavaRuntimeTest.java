package org.synapsesubnet.container.image;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaRuntimeTest {

    @TempDir
    private Path folder;

    @Test
    void aJavaWithoutTheLinkerIsNamedWithWhatIsNeededInstead() {
        JavaRuntime bare = new JavaRuntime(Optional.empty(), Path.of("/opt/jre"));

        assertThatThrownBy(() -> bare.link(Set.of("java.base"), folder.resolve("java")))
                .isInstanceOf(IOException.class)
                .hasMessage("the Java in /opt/jre has no jlink; start the application with a JDK");
    }

    @Test
    void aJavaWithNothingToLinkIsNamedBesideWhatTheLinkerSays() {
        JavaRuntime empty = new JavaRuntime(JavaRuntime.running().jlink(), folder);

        assertThatThrownBy(() -> empty.link(Set.of("no.such.module"), folder.resolve("java")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no.such.module not found")
                .hasMessageContaining("the Java in " + folder + " has no folder jmods");
    }
}
