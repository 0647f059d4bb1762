package org.synapsesubnet.api.receipt;

import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.wire.CanonicalMessage;
import org.synapsesubnet.api.wire.FlatJson;
import org.synapsesubnet.api.wire.LowerHex;

/**
 * What an axon states about one answer that it gave. It holds digests and counts only, nothing of prompt or answer, so
 * every validator of the axon may see all of them.
 *
 * @param sequence position in the axon's chain, from 1 without gaps
 * @param validator who asked
 * @param nonce the nonce of the request (16 bytes in hexadecimal), by which the validator finds its receipt
 * @param requestHash SHA-256 of the request's body
 * @param answerDigest SHA-256 of the bytes of the answer's body that were sent
 * @param modelDigest the model's digest as the engine lists it (32 bytes in hexadecimal), or empty when it lists none
 * @param promptTokens as counted by the engine; 0 when it didn't say
 * @param completionTokens as counted by the engine; 0 when it didn't say
 * @param timeMillis when the answer ended, milliseconds since 1970 by the axon's clock
 */
public record Receipt(
        long sequence,
        Hotkey validator,
        String nonce,
        String requestHash,
        String answerDigest,
        String modelDigest,
        long promptTokens,
        long completionTokens,
        Outcome outcome,
        long timeMillis) {

    public Receipt {
        if (sequence < 1) {
            throw new IllegalArgumentException("sequence must be at least 1, not " + sequence);
        }
        LowerHex.require("nonce", nonce, 16);
        LowerHex.require("requestHash", requestHash, 32);
        LowerHex.require("answerDigest", answerDigest, 32);
        if (!modelDigest.isEmpty()) {
            LowerHex.require("modelDigest", modelDigest, 32);
        }
        if (promptTokens < 0 || completionTokens < 0) {
            throw new IllegalArgumentException(
                    "token counts must not be negative: %d, %d".formatted(promptTokens, completionTokens));
        }
    }

    /** The bytes that enter the chain. */
    public CanonicalMessage message() {
        return CanonicalMessage.of("synapse/receipt/v1")
                .number(sequence)
                .text(validator.address())
                .text(nonce)
                .text(requestHash)
                .text(answerDigest)
                .text(modelDigest)
                .number(promptTokens)
                .number(completionTokens)
                .text(outcome.code())
                .number(timeMillis);
    }

    public String toJson() {
        return new FlatJson()
                .with("sequence", sequence)
                .with("validator", validator.address())
                .with("nonce", nonce)
                .with("requestHash", requestHash)
                .with("answerDigest", answerDigest)
                .with("modelDigest", modelDigest)
                .with("promptTokens", promptTokens)
                .with("completionTokens", completionTokens)
                .with("outcome", outcome.code())
                .with("time", timeMillis)
                .toString();
    }

    /** Reads what {@link #toJson} writes; throws IllegalArgumentException naming the first wrong member. */
    public static Receipt fromJson(String text) {
        FlatJson json = FlatJson.parse(text);
        return new Receipt(
                json.number("sequence"),
                new Hotkey(json.text("validator")),
                json.text("nonce"),
                json.text("requestHash"),
                json.text("answerDigest"),
                json.text("modelDigest"),
                json.number("promptTokens"),
                json.number("completionTokens"),
                Outcome.ofCode(json.text("outcome")),
                json.number("time"));
    }
}
