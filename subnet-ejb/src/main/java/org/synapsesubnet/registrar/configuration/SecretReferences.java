package org.synapsesubnet.registrar.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.problem.InvalidValue;

/**
 * Secrets in a configuration: never values, only names, as {@code {"$secret": "name"}}. A text under a key such as
 * {@code password}, {@code apiToken} or {@code client-secret} is taken for a secret and refused.
 */
public final class SecretReferences {
    private static final String REFERENCE = "$secret";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])");
    private static final Set<String> SECRET =
            Set.of("password", "passwd", "passphrase", "token", "secret", "apikey", "credential", "credentials");
    private static final List<String> SECRET_PAIRS = List.of("api key", "private key", "access key");

    private SecretReferences() {}

    /** @throws InvalidValue that names the first text that is taken for a secret, and the first malformed reference */
    public static void requireNoSecret(Map<String, @Nullable Object> configuration) {
        configuration.forEach((key, value) -> requireNoSecret("configuration." + key, key, value));
    }

    private static void requireNoSecret(String path, String key, @Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            if (object.containsKey(REFERENCE)) {
                requireReference(path, object);
                return;
            }
            object.forEach((name, member) -> requireNoSecret(path + "." + name, String.valueOf(name), member));
        } else if (value instanceof Collection<?> list) {
            int index = 0;
            for (Object element : list) {
                requireNoSecret(path + "[" + index++ + "]", key, element);
            }
        } else if (value instanceof String text && !text.isEmpty() && namesSecret(key)) {
            throw new InvalidValue(
                    path,
                    "looks like a secret; name it as {\"" + REFERENCE + "\": \"name\"} instead of writing it here");
        }
    }

    private static void requireReference(String path, Map<?, ?> object) {
        if (object.size() != 1
                || !(object.get(REFERENCE) instanceof String name)
                || !NAME.matcher(name).matches()) {
            throw new InvalidValue(
                    path,
                    "a secret's reference has nothing but " + REFERENCE
                            + ", a name of 1 to 64 characters of a-z, 0-9, '.', '_' and '-'");
        }
    }

    private static boolean namesSecret(String key) {
        List<String> words = Arrays.stream(BETWEEN_WORDS.split(key))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
        String together = " " + String.join(" ", words) + " ";
        return words.stream().anyMatch(SECRET::contains)
                || SECRET_PAIRS.stream().anyMatch(pair -> together.contains(" " + pair + " "));
    }

    /** The configuration with each reference as the text that it stands for. */
    static JsonNode asTexts(JsonNode node) {
        if (isReference(node)) {
            return TextNode.valueOf(node.get(REFERENCE).asText());
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(member -> member.setValue(asTexts(member.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, asTexts(array.get(i)));
            }
        }
        return node;
    }

    /** JSON pointers of the references. */
    static Set<String> places(JsonNode node) {
        Set<String> places = new LinkedHashSet<>();
        collect(node, "", places);
        return places;
    }

    private static void collect(JsonNode node, String pointer, Set<String> places) {
        if (isReference(node)) {
            places.add(pointer);
            return;
        }
        node.properties()
                .forEach(member ->
                        collect(member.getValue(), pointer + "/" + JsonPointers.escape(member.getKey()), places));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), pointer + "/" + i, places);
        }
    }

    private static boolean isReference(JsonNode node) {
        return node.isObject() && node.size() == 1 && node.path(REFERENCE).isTextual();
    }
}
