package org.synapsesubnet.api.session;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why an axon refuses a handshake or a request; each has a code that machines read and a sentence for people. */
public enum SessionRefusal {
    OFFER_MALFORMED("the session offer can't be read"),
    OFFER_STALE("the session offer's time is too far from the axon's clock"),
    OFFER_EXPIRED("the session offer has expired"),
    OFFER_REPLAYED("the session offer was already used"),
    CHAIN_WRONG("the session offer names another chain"),
    NETUID_WRONG("the session offer names another netuid"),
    RECEIVER_WRONG("the session offer is addressed to another hotkey"),
    SENDER_UNKNOWN("this hotkey is not among the validators that the axon serves"),
    SIGNATURE_WRONG("the signature is not that of the hotkey"),
    ANSWER_WRONG("the axon's answer does not belong to the offer"),
    SESSION_UNKNOWN("the axon knows no such session"),
    SESSION_EXPIRED("the session has expired"),
    MAC_MISSING("a header of the session is missing or malformed"),
    MAC_STALE("the request's time is too far from the axon's clock"),
    MAC_REPLAYED("the request's nonce was already used"),
    MAC_WRONG("the request's code does not match the request"),
    NONCES_EXHAUSTED("the session has sent more requests within the window than the axon remembers");

    private final String sentence;

    SessionRefusal(String sentence) {
        this.sentence = sentence;
    }

    /** The name in lower case, such as {@code mac_stale}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String sentence() {
        return sentence;
    }

    /** The HTTP status of the refusal: 401, but 400 for what can't be read and 429 for too many requests. */
    public int httpStatus() {
        return switch (this) {
            case OFFER_MALFORMED -> 400;
            case NONCES_EXHAUSTED -> 429;
            default -> 401;
        };
    }

    /** Whether a new session may help: the axon was started again, or the session ended. */
    public boolean curedByNewSession() {
        return this == SESSION_UNKNOWN || this == SESSION_EXPIRED;
    }

    public static Optional<SessionRefusal> ofCode(String code) {
        return Arrays.stream(values())
                .filter(refusal -> refusal.code().equals(code))
                .findFirst();
    }
}
