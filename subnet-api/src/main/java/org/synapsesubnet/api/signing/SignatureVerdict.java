package org.synapsesubnet.api.signing;

/** What a release's signature is worth now; in JSON its name in lower case. */
public enum SignatureVerdict {
    VALID,
    /** Its key isn't trusted. */
    UNKNOWN_SIGNER,
    /** Its key was trusted once. */
    REVOKED_SIGNER,
    /** It is of other bytes than the release's manifest. */
    OTHER_BYTES
}
