package org.synapsesubnet.api.fleet;

import java.util.List;

/** All uploaded files of this node in the order of their digests. */
public record FleetBlobList(List<FleetBlobView> blobs) {

    public FleetBlobList {
        blobs = List.copyOf(blobs);
    }
}
