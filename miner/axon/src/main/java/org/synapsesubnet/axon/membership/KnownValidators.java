package org.synapsesubnet.axon.membership;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Collectors;
import org.synapsesubnet.api.identity.Hotkey;

/**
 * Remembers over a restart whom the chain named last, so that a miner serves before it has reached the chain: whoever
 * restarts everything would else find its own validator shut out.
 */
public final class KnownValidators {

    private final Path file;
    private Map<Hotkey, Long> stored = Map.of();

    /** @param file a hotkey and its stake a line; made when there is something to remember */
    public KnownValidators(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** What was remembered, stakes in rao; nothing where the file is missing. */
    Map<Hotkey, Long> load() throws IOException {
        try {
            stored = Files.readAllLines(file).stream()
                    .map(line -> line.strip().split(" ", 2))
                    .filter(words -> !words[0].isEmpty())
                    .collect(Collectors.toUnmodifiableMap(
                            words -> Hotkey.parse(words[0]), KnownValidators::stake, Math::max));
        } catch (NoSuchFileException e) {
            stored = Map.of();
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " holds something that is no hotkey with its stake: " + e.getMessage(), e);
        }
        return stored;
    }

    /** A line without one is of a time when only hotkeys were remembered. */
    private static long stake(String[] words) {
        return words.length == 1 ? 0 : Math.max(0, Long.parseLong(words[1]));
    }

    /** Remembers these, and no others, if they are other ones than before. */
    void remember(Map<Hotkey, Long> validators) throws IOException {
        if (validators.equals(stored)) {
            return;
        }
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.write(
                draft,
                validators.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .sorted()
                        .toList());
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        stored = Map.copyOf(validators);
    }
}
