package org.synapsesubnet.container.process;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.synapsesubnet.container.ImageReference;

/**
 * The commands that an operator lets processes be started with, whole and word by word: who names one can neither add an
 * argument nor leave one out. Each is known by the SHA-256 of its text, as an image is by that of its content.
 */
public record AllowedCommands(Map<ImageReference, List<String>> commands) {

    /** Stands for the address that a process is given to listen on. */
    static final String HOST = "{host}";

    /** Stands for the port that it is given. */
    static final String PORT = "{port}";

    private static final String SETTING = "synapse.fleet.native-allow-list";

    public AllowedCommands {
        commands = Map.copyOf(commands);
    }

    /**
     * From the setting's text: commands separated by semicolons, their words by spaces.
     *
     * @throws IllegalArgumentException naming the setting and the command at fault
     */
    public static AllowedCommands parse(String text) {
        return new AllowedCommands(Arrays.stream(text.split(";"))
                .map(String::strip)
                .filter(command -> !command.isEmpty())
                .distinct()
                .collect(Collectors.toMap(AllowedCommands::nameOf, AllowedCommands::words)));
    }

    /** What {@code printf %s 'the command' | sha256sum} says of it. */
    public static ImageReference nameOf(String command) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(command.getBytes(StandardCharsets.UTF_8));
            return new ImageReference("sha256:" + HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    Optional<List<String>> find(ImageReference name) {
        return Optional.ofNullable(commands.get(name));
    }

    private static List<String> words(String command) {
        List<String> words = List.of(command.split(" +"));
        String program = words.getFirst();
        if (!program.startsWith("/")
                || !Path.of(program).normalize().toString().equals(program)
                || command.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    SETTING + ": '" + command + "' must begin with an absolute path without . and ..");
        }
        return words;
    }
}
