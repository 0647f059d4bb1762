package org.synapsesubnet.axon.settings;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.axon.share.Shares;

/**
 * Who may come in, and how much.
 *
 * @param allowed validators to serve whatever the chain says, each with its parts of the axon, 1 to 10,000, where those
 *     that the chain names have {@value Shares#PARTS_OF_THE_CHAIN} together; nobody is served while nobody is named
 * @param requestsPerMinute of all validators, shared among them; 0 for no limit, at most 1,000,000
 * @param maxBodyBytes of one request, 1 KiB to 256 MiB
 */
public record AdmissionSettings(Map<Hotkey, Integer> allowed, int requestsPerMinute, int maxBodyBytes) {

    /** The parts of an allowed validator for which the owner names none. */
    public static final int USUAL_PARTS = 10;

    private static final int USUAL_BODY_BYTES = 8 * 1024 * 1024;

    public AdmissionSettings {
        allowed = Map.copyOf(allowed);
        allowed.forEach((validator, parts) -> Range.require("allow " + validator, parts, 1, 10_000));
        Range.require("requests-per-minute", requestsPerMinute, 0, 1_000_000);
        Range.require("max-body", maxBodyBytes, 1_024, 256 * 1024 * 1024);
    }

    /** Serves these, each with the usual parts, at any rate, with bodies of 8 MiB. */
    public static AdmissionSettings of(Set<Hotkey> validators) {
        return new AdmissionSettings(
                validators.stream().collect(Collectors.toMap(validator -> validator, validator -> USUAL_PARTS)),
                0,
                USUAL_BODY_BYTES);
    }

    public AdmissionSettings allowing(Map<Hotkey, Integer> others) {
        return new AdmissionSettings(others, requestsPerMinute, maxBodyBytes);
    }

    public AdmissionSettings withRequestsPerMinute(int requests) {
        return new AdmissionSettings(allowed, requests, maxBodyBytes);
    }

    public AdmissionSettings withMaxBodyBytes(int bytes) {
        return new AdmissionSettings(allowed, requestsPerMinute, bytes);
    }
}
