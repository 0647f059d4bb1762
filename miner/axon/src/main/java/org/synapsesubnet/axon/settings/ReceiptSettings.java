package org.synapsesubnet.axon.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where receipts stay.
 *
 * @param remembered in memory, 1 to 1,000,000; each takes about half a kilobyte
 * @param file where all of them go, if anywhere
 */
public record ReceiptSettings(int remembered, Optional<Path> file) {

    /** The newest 10,000, and no file. */
    public static final ReceiptSettings DEFAULT = new ReceiptSettings(10_000, Optional.empty());

    public ReceiptSettings {
        Range.require("receipts-remembered", remembered, 1, 1_000_000);
    }
}
