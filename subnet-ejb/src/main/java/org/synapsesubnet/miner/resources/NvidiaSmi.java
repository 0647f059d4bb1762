package org.synapsesubnet.miner.resources;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * NVIDIA's own tool, which its container runtime puts into every container with a graphics processor. It prints a line
 * per processor; what a processor doesn't tell is {@code [N/A]}, {@code [Not Supported]} in older drivers, or an error
 * in brackets.
 */
final class NvidiaSmi {

    /** What to run in the container. */
    static final List<String> COMMAND = List.of(
            "nvidia-smi",
            "--query-gpu=index,utilization.gpu,memory.used,memory.total,power.draw",
            "--format=csv,noheader,nounits");

    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
    private static final int FIELDS = 5;
    private static final int LONGEST_COMPLAINT = 200;
    private static final double MEBIBYTE = 1 << 20;

    private NvidiaSmi() {}

    /**
     * Reads what the tool printed.
     *
     * @return a processor per line, at least one
     * @throws UnreadableException with the tool's own words, when they aren't figures
     */
    static List<Gpu> read(String output) throws UnreadableException {
        var gpus = new ArrayList<Gpu>();
        for (String line : output.lines().filter(text -> !text.isBlank()).toList()) {
            String[] fields = COMMA.split(line.strip());
            if (fields.length != FIELDS || number(fields[0]).isEmpty()) {
                throw new UnreadableException(shortened(line.strip()));
            }
            gpus.add(new Gpu(number(fields[1]), bytes(number(fields[2])), bytes(number(fields[3])), number(fields[4])));
        }
        if (gpus.isEmpty()) {
            throw new UnreadableException("nothing was printed");
        }
        return gpus;
    }

    /** The tool said something else than figures. */
    static final class UnreadableException extends Exception {

        private static final long serialVersionUID = 1L;

        UnreadableException(String said) {
            super(said);
        }
    }

    private static OptionalDouble number(String field) {
        if (field.startsWith("[")) {
            return OptionalDouble.empty();
        }
        try {
            double value = Double.parseDouble(field);
            return Double.isFinite(value) && value >= 0 ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private static OptionalDouble bytes(OptionalDouble mebibytes) {
        return mebibytes.isPresent() ? OptionalDouble.of(mebibytes.getAsDouble() * MEBIBYTE) : mebibytes;
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_COMPLAINT ? text.substring(0, LONGEST_COMPLAINT) : text;
    }
}
