package org.synapsesubnet.container;

/** A stream from an engine; closing it ends it. */
public interface Subscription extends AutoCloseable {

    @Override
    void close();
}
