package org.synapsesubnet.miner.models;

/**
 * What the models of all hosts of a node share.
 *
 * @param settings of the node
 * @param blobs uploaded files of the node
 * @param board of the node's pulls and creations
 */
public record ModelWorks(ModelSettings settings, BlobStore blobs, ProgressBoard board) {

    public static ModelWorks of(ModelSettings settings) {
        return new ModelWorks(settings, new BlobStore(settings.blobs(), settings.mostBlobBytes()), new ProgressBoard());
    }
}
