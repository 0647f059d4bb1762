package org.synapsesubnet.registrar.passport;

/**
 * Says who stands for a passport.
 *
 * @param algorithm {@code Ed25519}
 * @param keyId of the node's signing key, SHA-256 of its public part; whether to trust it is for the reader to know
 * @param publicKey its public part, a DER SubjectPublicKeyInfo in Base64
 * @param value of the passport's canonical bytes, in Base64
 */
public record PassportSignature(String algorithm, String keyId, String publicKey, String value) {}
