package org.synapsesubnet.axon.membership;

/** The chain didn't take a command. */
final class RefusedByChainException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String refusal;

    /** @param refusal the chain's name for it, such as {@code NONCE_USED} */
    RefusedByChainException(String refusal, String detail) {
        super(detail);
        this.refusal = refusal;
    }

    String refusal() {
        return refusal;
    }

    /** Another program with the same account was faster: worth another try with the next nonce. */
    boolean isAboutTheNonce() {
        return refusal.equals("NONCE_USED") || refusal.equals("NONCE_AHEAD");
    }

    /** Another program has done the same or used the account meanwhile: the next look shows what is left to do. */
    boolean meansAnotherWasFaster() {
        return isAboutTheNonce() || refusal.equals("ALREADY_REGISTERED");
    }
}
