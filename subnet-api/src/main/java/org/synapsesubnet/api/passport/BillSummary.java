package org.synapsesubnet.api.passport;

import java.util.Map;

/**
 * What an image is made of, in short; {@code GET …/passport/sbom} has it all.
 *
 * @param distribution such as {@code debian 12}
 * @param packages how many there are of each kind, such as {@code deb}
 * @param sha256 hexadecimal, of the bill of materials' text
 */
public record BillSummary(String distribution, Map<String, Integer> packages, String sha256) {
    public BillSummary {
        packages = Map.copyOf(packages);
    }
}
