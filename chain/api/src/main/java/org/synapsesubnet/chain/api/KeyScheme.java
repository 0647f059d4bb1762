package org.synapsesubnet.chain.api;

/** How the 32 bytes of a key are to be read, and which signatures count for it. */
public enum KeyScheme {
    /** A 20-byte EVM address of a secp256k1 key behind 12 zero bytes; ECDSA over keccak256. */
    SECP256K1,
    /** A Schnorr key over Ristretto25519, as Bittensor's accounts have; the embedded ledger takes none. */
    SR25519
}
