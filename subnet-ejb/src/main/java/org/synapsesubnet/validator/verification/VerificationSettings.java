package org.synapsesubnet.validator.verification;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Everything that can be set about verification; keys start with {@code synapse.verification}, defaults and meanings
 * stand in {@code microprofile-config.properties}.
 *
 * @param reference Ollama that serves nobody else; empty: only form, counts and times are checked
 * @param challenges that each miner gets in an epoch, 1–64
 * @param deadline for a whole answer, 100 ms–10 min
 * @param parallel challenges that are under way at once, 1–1,000
 * @param perMiner of those, at one miner, 1–8
 * @param numCtx context length that challenges with one ask for, in tokens, 0–1,048,576; 0 leaves it to the miner
 * @param referenceParallel questions the reference gets at once, 1–64
 * @param referenceDeadline for each of its answers, 100 ms–10 min
 */
public record VerificationSettings(
        Optional<URI> reference,
        int challenges,
        Duration deadline,
        int parallel,
        int perMiner,
        int numCtx,
        int referenceParallel,
        Duration referenceDeadline) {

    public VerificationSettings {
        requireRange("challenges", challenges, 1, 64);
        requireRange("deadline", deadline);
        requireRange("parallel", parallel, 1, 1_000);
        requireRange("perMiner", perMiner, 1, 8);
        requireRange("numCtx", numCtx, 0, 1 << 20);
        requireRange("referenceParallel", referenceParallel, 1, 64);
        requireRange("referenceDeadline", referenceDeadline);
        reference.ifPresent(VerificationSettings::requireAddress);
    }

    /** @throws IllegalArgumentException naming the field whose value can't be used */
    static VerificationSettings from(Config config) {
        return new VerificationSettings(
                config.getOptionalValue("synapse.verification.reference", String.class)
                        .filter(text -> !text.isBlank())
                        .map(text -> URI.create(text.strip())),
                number(config, "challenges"),
                millis(config, "deadline-millis"),
                number(config, "parallel"),
                number(config, "per-miner"),
                number(config, "num-ctx"),
                number(config, "reference-parallel"),
                millis(config, "reference-millis"));
    }

    private static int number(Config config, String name) {
        return config.getValue("synapse.verification." + name, Integer.class);
    }

    private static Duration millis(Config config, String name) {
        return Duration.ofMillis(config.getValue("synapse.verification." + name, Long.class));
    }

    private static void requireAddress(URI reference) {
        if (reference.getHost() == null
                || !("http".equals(reference.getScheme()) || "https".equals(reference.getScheme()))) {
            throw new IllegalArgumentException(
                    "reference: '" + reference + "' must be an address such as http://host:port");
        }
    }

    private static void requireRange(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(field + ": " + value + " must be from " + least + " to " + most);
        }
    }

    private static void requireRange(String field, Duration value) {
        if (value.toMillis() < 100 || value.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException(field + ": " + value + " must be from PT0.1S to PT10M");
        }
    }
}
