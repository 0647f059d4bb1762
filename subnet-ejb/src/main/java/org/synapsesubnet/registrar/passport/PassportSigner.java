package org.synapsesubnet.registrar.passport;

/** Signs passports. */
@FunctionalInterface
public interface PassportSigner {

    /** @param passport its canonical bytes */
    PassportSignature sign(byte[] passport);
}
