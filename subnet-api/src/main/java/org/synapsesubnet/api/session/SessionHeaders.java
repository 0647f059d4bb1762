package org.synapsesubnet.api.session;

/** Names of the HTTP headers of a session, and the one path that needs none. */
public final class SessionHeaders {

    /** Where a session is opened: {@code POST} of a {@link SignedOffer}, answered with a {@link SignedAnswer}. */
    public static final String SESSIONS_PATH = "/axon/v1/sessions";

    public static final String SESSION = "X-Synapse-Session";
    /** Milliseconds since 1970 by the sender's clock. */
    public static final String TIMESTAMP = "X-Synapse-Timestamp";

    public static final String NONCE = "X-Synapse-Nonce";
    public static final String MAC = "X-Synapse-Mac";
    /** On a refusal: the code of the {@link SessionRefusal}, so that no body needs to be read. */
    public static final String REFUSAL = "X-Synapse-Refusal";

    private SessionHeaders() {}
}
