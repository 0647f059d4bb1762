package org.synapsesubnet.validator.scoring;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.synapsesubnet.validator.gateway.InferenceRequest;

/**
 * How much a model's answers may differ from the reference's before they are worth half. That depends on the model and
 * on the hardware its miners have, so it is measured; validators of a subnet agree on it as on the rules.
 *
 * @param byModel by full name; others have {@link Halves#USUAL}
 */
record Calibration(Map<String, Halves> byModel) {

    private static final Pattern FORM = Pattern.compile("(\\S+)=(\\d{1,9})/(\\d{1,6})");

    /**
     * @param error difference of log-probabilities, millionths of a nat, 1–999,999,999
     * @param others share of tokens drawn otherwise, millionths, 1–999,999
     */
    record Halves(long error, long others) {

        /**
         * Between what eight-bit weights do (1,000 and 7,000) and four-bit ones (24,000 and 80,000), measured on a small
         * model with seeds at temperature 0.8.
         */
        static final Halves USUAL = new Halves(4_000, 10_000);

        Halves {
            if (error < 1) {
                throw new IllegalArgumentException("error: " + error + " must be at least 1");
            }
            if (others < 1 || others > 999_999) {
                throw new IllegalArgumentException("others: " + others + " must be from 1 to 999999");
            }
        }
    }

    static final Calibration USUAL = new Calibration(Map.of());

    Calibration {
        byModel = Map.copyOf(byModel);
    }

    /** Reads {@code model=error/others}, one text each. */
    static Calibration parse(List<String> texts) {
        Map<String, Halves> byModel = new TreeMap<>();
        for (String text : texts) {
            if (text.isBlank()) {
                continue;
            }
            Matcher parts = FORM.matcher(text.strip());
            if (!parts.matches()) {
                throw new IllegalArgumentException(
                        "synapse.scoring.calibration: '" + text + "' must look like model=error/others");
            }
            byModel.put(
                    InferenceRequest.fullName(parts.group(1)),
                    new Halves(Long.parseLong(parts.group(2)), Long.parseLong(parts.group(3))));
        }
        return new Calibration(byModel);
    }

    Halves of(String model) {
        return byModel.getOrDefault(model, Halves.USUAL);
    }
}
