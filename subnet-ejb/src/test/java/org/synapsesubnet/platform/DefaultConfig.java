package org.synapsesubnet.platform;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;

/** The settings as they are delivered, without a container: an empty value counts as none, as MicroProfile Config says. */
public final class DefaultConfig implements Config {

    private final Properties values = new Properties();

    public DefaultConfig() {
        try (Reader reader =
                Files.newBufferedReader(Path.of("src/main/resources/META-INF/microprofile-config.properties"))) {
            values.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public DefaultConfig with(String key, String value) {
        values.setProperty(key, value);
        return this;
    }

    @Override
    public <T> T getValue(String key, Class<T> type) {
        return getOptionalValue(key, type).orElseThrow();
    }

    @Override
    public <T> Optional<T> getOptionalValue(String key, Class<T> type) {
        String text = values.getProperty(key, "");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Object value = text;
        if (type == Integer.class) {
            value = Integer.valueOf(text);
        } else if (type == Long.class) {
            value = Long.valueOf(text);
        } else if (type == String[].class) {
            value = text.split(",", -1);
        }
        return Optional.of(type.cast(value));
    }

    @Override
    public ConfigValue getConfigValue(String key) {
        throw new UnsupportedOperationException(key);
    }

    @Override
    public Iterable<String> getPropertyNames() {
        return values.stringPropertyNames();
    }

    @Override
    public Iterable<ConfigSource> getConfigSources() {
        return List.of();
    }

    @Override
    public <T> Optional<Converter<T>> getConverter(Class<T> type) {
        return Optional.empty();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        throw new IllegalArgumentException("nothing is behind it");
    }
}
