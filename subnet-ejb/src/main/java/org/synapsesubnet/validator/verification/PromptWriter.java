package org.synapsesubnet.validator.verification;

import java.util.Locale;

/**
 * Writes a question that reads like a customer's. There are more than 2^32 of them, so that another miner or
 * another epoch hardly gets the same.
 */
final class PromptWriter {

    private final SecretDraws draws;

    PromptWriter(SecretDraws draws) {
        this.draws = draws;
    }

    String question() {
        String setting = draws.oneOf(PromptStock.OCCASIONS)
                .formatted(draws.oneOf(PromptStock.PEOPLE), draws.oneOf(PromptStock.TOPICS));
        String begin = setting.substring(0, 1).toUpperCase(Locale.ROOT) + setting.substring(1);
        String first = ask();
        String second = ask();
        // Without a place for the number the format ignores it.
        String manner = String.format(Locale.ROOT, draws.oneOf(PromptStock.MANNERS), draws.between(3, 90));
        return switch (draws.below(4)) {
            case 0 -> begin + " " + first + " " + manner;
            case 1 -> begin + " " + first + " " + second;
            case 2 -> first + " " + begin + " " + manner;
            default -> manner + " " + begin + " " + first;
        };
    }

    /** How the assistant should behave, as some customers say first. */
    String role() {
        return draws.oneOf(PromptStock.ROLES);
    }

    private String ask() {
        return draws.oneOf(PromptStock.QUESTIONS).formatted(draws.oneOf(PromptStock.TOPICS));
    }
}
