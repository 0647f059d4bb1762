package org.synapsesubnet.access;

/** Names of this component's MicroProfile Config properties; META-INF/microprofile-config.properties has the defaults. */
final class AccessSettings {
    /** Requests per minute of a key or session that has no limit of its own, 1 to 1,000,000. */
    static final String REQUESTS_PER_MINUTE = "synapse.access.requests-per-minute";

    /** Where the first start leaves the operator's credential. */
    static final String CREDENTIALS_DIR = "synapse.access.credentials-dir";

    private AccessSettings() {}
}
