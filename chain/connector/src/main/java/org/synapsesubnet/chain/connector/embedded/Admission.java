package org.synapsesubnet.chain.connector.embedded;

import java.util.Optional;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.CommandReceipt.Refused;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.KeyScheme;
import org.synapsesubnet.chain.api.Refusal;
import org.synapsesubnet.chain.api.SignedCommand;

/** Turns away what no state of the ledger could make right, before it waits for a block. */
final class Admission {

    private Admission() {}

    static Optional<Refused> refusal(SignedCommand command, ChainIdentity here) {
        ChainIdentity there = command.envelope().chain();
        KeyId signer = command.envelope().signer();
        if (!there.equals(here)) {
            return refused(Refusal.WRONG_CHAIN, "the command is for " + there + ", this is " + here);
        }
        if (signer.scheme() != KeyScheme.SECP256K1) {
            return refused(Refusal.UNSUPPORTED_KEY_SCHEME, "this chain takes SECP256K1, not " + signer.scheme());
        }
        if (!SignatureCheck.holds(command)) {
            return refused(Refusal.BAD_SIGNATURE, "the signature isn't " + signer + "'s");
        }
        return Optional.empty();
    }

    private static Optional<Refused> refused(Refusal refusal, String detail) {
        return Optional.of(new Refused(refusal, detail));
    }
}
