package org.synapsesubnet.api.signing;

/**
 * The public half of this node's own key, as {@link TrustedKeyDraft} takes it.
 *
 * @param name of the node
 * @param publicKey DER SubjectPublicKeyInfo in Base64
 */
public record SigningKeyView(String name, String publicKey) {}
