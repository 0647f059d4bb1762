package org.synapsesubnet.api.passport;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a release is, as it was found by looking. Its canonical form is JSON with its members in the order of their
 * names, without spaces, all numbers whole; the signature is of the bytes of that in UTF-8.
 *
 * @param format {@value #FORMAT}
 * @param digest of the release
 * @param passed whether no gate refused
 * @param refusals why not
 * @param stages the evidence
 * @param resources null where it never ran
 * @param capacity null where it couldn't be measured
 * @param bill null where the image couldn't be read
 */
public record Passport(
        String format,
        String module,
        String version,
        String digest,
        String interfaceVersion,
        Instant issuedAt,
        boolean passed,
        List<Refusal> refusals,
        List<StageReport> stages,
        @Nullable ResourceUse resources,
        @Nullable Capacity capacity,
        @Nullable BillSummary bill) {
    public static final String FORMAT = "synapse-passport/1";

    public Passport {
        refusals = List.copyOf(refusals);
        stages = List.copyOf(stages);
    }
}
