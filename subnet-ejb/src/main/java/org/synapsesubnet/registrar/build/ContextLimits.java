package org.synapsesubnet.registrar.build;

/**
 * How much a build's context may be.
 *
 * @param uploadBytes of the archive as it comes, 1 KiB–16 GiB
 * @param unpackedBytes of the archive without compression, 1 KiB–64 GiB
 * @param entries files, folders and links, 1–1,000,000
 */
record ContextLimits(long uploadBytes, long unpackedBytes, int entries) {

    ContextLimits {
        between("synapse.registrar.context-bytes", uploadBytes, 1L << 10, 1L << 34);
        between("synapse.registrar.context-unpacked-bytes", unpackedBytes, 1L << 10, 1L << 36);
        between("synapse.registrar.context-entries", entries, 1, 1_000_000);
    }

    private static void between(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + ": " + value + " must be from " + least + " to " + most);
        }
    }
}
