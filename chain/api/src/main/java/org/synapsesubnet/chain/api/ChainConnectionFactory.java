package org.synapsesubnet.chain.api;

import jakarta.resource.Referenceable;
import java.io.Serializable;

/** Where business code gets its connections from; the application looks it up as {@code java:app/eis/chain}. */
public interface ChainConnectionFactory extends Serializable, Referenceable {

    /**
     * A connection from the server's pool.
     *
     * @throws ChainException {@link ChainException.Reason#UNAVAILABLE} if the pool has none to give
     */
    ChainConnection getConnection() throws ChainException;
}
