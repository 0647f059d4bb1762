package org.synapsesubnet.axon.membership;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.stream.Collectors;
import org.synapsesubnet.api.identity.Hotkey;

/**
 * Remembers over a restart whom the chain named last, so that a miner serves before it has reached the chain: whoever
 * restarts everything would else find its own validator shut out.
 */
public final class KnownValidators {

    private final Path file;
    private Set<Hotkey> stored = Set.of();

    /** @param file one hotkey a line; made when there is something to remember */
    public KnownValidators(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** What was remembered; nothing where the file is missing. */
    Set<Hotkey> load() throws IOException {
        try {
            stored = Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .map(Hotkey::parse)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (NoSuchFileException e) {
            stored = Set.of();
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " holds something that is no hotkey: " + e.getMessage(), e);
        }
        return stored;
    }

    /** Remembers these, and no others, if they are other ones than before. */
    void remember(Set<Hotkey> validators) throws IOException {
        if (validators.equals(stored)) {
            return;
        }
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.write(draft, validators.stream().map(Hotkey::toString).sorted().toList());
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        stored = Set.copyOf(validators);
    }
}
