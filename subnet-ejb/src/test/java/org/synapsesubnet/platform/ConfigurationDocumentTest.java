package org.synapsesubnet.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ConfigurationDocumentTest {

    private static final Path DEFAULTS = Path.of("src/main/resources/META-INF/microprofile-config.properties");
    private static final Path DOCUMENT = Path.of("../docs/configuration.md");

    @Test
    void operatorsFindEverySettingWithItsDefault() throws IOException {
        Properties defaults = new Properties();
        try (Reader reader = Files.newBufferedReader(DEFAULTS)) {
            defaults.load(reader);
        }
        List<String> rows = defaults.stringPropertyNames().stream()
                .map(key -> row(key, defaults.getProperty(key)))
                .toList();

        assertThat(Files.readString(DOCUMENT)).contains(rows);
    }

    private static String row(String key, String value) {
        return "| `" + key + "` | " + (value.isEmpty() ? "empty" : "`" + value + "`") + " |";
    }
}
