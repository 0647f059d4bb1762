package org.synapsesubnet.chain.connector.ra;

import jakarta.resource.spi.ManagedConnectionMetaData;
import org.synapsesubnet.chain.api.ChainIdentity;

/** What a server's console may show about a connection. */
record ChainMetaData(ChainIdentity identity) implements ManagedConnectionMetaData {

    @Override
    public String getEISProductName() {
        return "Synapse Subnet chain " + identity;
    }

    @Override
    public String getEISProductVersion() {
        return "1";
    }

    /** 0: as many as one likes. */
    @Override
    public int getMaxConnections() {
        return 0;
    }

    /** None: connections carry no account. */
    @Override
    public String getUserName() {
        return "";
    }
}
