package org.synapsesubnet.api.signing;

import java.util.List;

/** The signatures of a release, the earliest first. */
public record SignatureList(List<SignatureView> signatures) {
    public SignatureList {
        signatures = List.copyOf(signatures);
    }
}
