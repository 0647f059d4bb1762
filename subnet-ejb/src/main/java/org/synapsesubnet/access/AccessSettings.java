package org.synapsesubnet.access;

/** Names of this component's MicroProfile Config properties; the defaults stand where they are injected. */
final class AccessSettings {
    /** Requests per minute of a key or session that has no limit of its own; 600 where nothing is said. */
    static final String REQUESTS_PER_MINUTE = "synapse.access.requests-per-minute";

    /** Where the first start leaves the operator's credential; {@code ./var/credentials} where nothing is said. */
    static final String CREDENTIALS_DIR = "synapse.access.credentials-dir";

    private AccessSettings() {}
}
