package org.synapsesubnet.miner.scaling;

/**
 * Figures in the Prometheus text format 0.0.4.
 *
 * @param text as it was sent
 */
record MetricsText(String text) {

    /** The sum of the samples of this name; with labels in braces, of the sample that has exactly those. 0 where there is none. */
    double value(String name) {
        return text.lines()
                .filter(line -> line.startsWith(name))
                .filter(line -> line.length() > name.length()
                        && (line.charAt(name.length()) == ' ' || line.charAt(name.length()) == '{'))
                .mapToDouble(MetricsText::number)
                .filter(value -> value >= 0 && value < Double.POSITIVE_INFINITY)
                .sum();
    }

    private static double number(String line) {
        try {
            return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
