package org.synapsesubnet.validator.scoring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.synapsesubnet.api.wire.Sha256;

/** The rules in force, by number and by the hash of their text: what validators of a subnet have to agree on. */
public final class ScoringSpec {

    /** Counts up with every change of a rule or a number. */
    public static final int VERSION = 1;

    private static final String TEXT = "scoring-v" + VERSION + ".txt";

    private ScoringSpec() {}

    /** SHA-256 of the specification's text, 64 hexadecimal digits. */
    public static String hash() {
        try (InputStream text = ScoringSpec.class.getResourceAsStream(TEXT)) {
            return Sha256.hexOf(Objects.requireNonNull(text, TEXT).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the specification can't be read", e);
        }
    }
}
