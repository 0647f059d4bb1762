package org.synapsesubnet.micro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchSettingsTest {

    @TempDir
    private Path folder;

    private final Properties properties = new Properties();

    @BeforeEach
    void pathsThatExist() {
        for (String name : new String[] {"home", "launcher.server", "launcher.server-files", "launcher.connector"}) {
            properties.setProperty("synapse." + name, folder.toString());
        }
        properties.setProperty("synapse.launcher.application", folder.toString());
    }

    @Test
    void portIs8080UntilTold() throws LaunchException {
        assertThat(LaunchSettings.from(properties).port()).isEqualTo(8080);
        properties.setProperty("synapse.port", "9090");
        assertThat(LaunchSettings.from(properties).port()).isEqualTo(9090);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "http", ""})
    void refusesWhatIsNoPortInOneLine(String port) {
        properties.setProperty("synapse.port", port);

        assertThatThrownBy(() -> LaunchSettings.from(properties))
                .isInstanceOf(LaunchException.class)
                .hasMessage("synapse.port: '" + port + "' must be a number from 1 to 65535");
    }

    @Test
    void namesAMissingPart() {
        properties.setProperty(
                "synapse.launcher.application", folder.resolve("subnet.war").toString());

        assertThatThrownBy(() -> LaunchSettings.from(properties))
                .hasMessageContaining("synapse.launcher.application")
                .hasMessageContaining("doesn't exist");
    }
}
