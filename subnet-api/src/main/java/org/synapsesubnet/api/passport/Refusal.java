package org.synapsesubnet.api.passport;

/**
 * Why a release isn't let pass.
 *
 * @param gate name of the gate that refuses
 * @param reason in words
 */
public record Refusal(String gate, String reason) {}
