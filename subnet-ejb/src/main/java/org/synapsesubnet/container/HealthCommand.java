package org.synapsesubnet.container;

import java.time.Duration;
import java.util.List;

/**
 * What the engine itself runs in a container now and then to learn whether it is well.
 *
 * @param command ends with 0 when it is; no shell
 * @param interval between two runs, 1 s–1 h
 * @param deadline of one run, 1 s–1 h
 * @param retries failures in a row until the container counts as unhealthy, 1–100
 */
public record HealthCommand(List<String> command, Duration interval, Duration deadline, int retries) {

    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofHours(1);

    public HealthCommand {
        command = List.copyOf(command);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("command: must not be empty");
        }
        between("interval", interval);
        between("deadline", deadline);
        if (retries < 1 || retries > 100) {
            throw new IllegalArgumentException("retries: " + retries + " must be from 1 to 100");
        }
    }

    private static void between(String field, Duration value) {
        if (value.compareTo(LEAST) < 0 || value.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(field + ": " + value + " must be from " + LEAST + " to " + MOST);
        }
    }
}
