package org.synapsesubnet.chain.connector.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.Connector;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.io.Serializable;
import java.time.InstantSource;
import java.util.Objects;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.chain.api.ChainException;

/**
 * The resource adapter: a bean that the server configures, starts and stops. What runs in between is a
 * {@link RunningChain}.
 */
@Connector(
        displayName = "Synapse Subnet chain connector",
        description = "Outbound connections to a chain and inbound blocks",
        vendorName = "Synapse Subnet",
        eisType = "Chain",
        version = "0.1.0",
        transactionSupport = TransactionSupportLevel.NoTransaction)
public class ChainResourceAdapter implements ResourceAdapter, Serializable {

    private static final long serialVersionUID = 1L;

    @ConfigProperty(
            defaultValue = "embedded",
            description = "Name of the chain. Overridden by synapse.chain.id (system property or environment).")
    private String chainId = "embedded";

    @ConfigProperty(
            defaultValue = "1",
            description = "Number of the subnet, 0 to 65535. Overridden by synapse.chain.netuid.")
    private Integer netuid = 1;

    @ConfigProperty(
            defaultValue = "var/chain",
            description = "Directory of the embedded ledger, relative to the server's working directory. Overridden by"
                    + " synapse.chain.store.")
    private String storeDirectory = "var/chain";

    @ConfigProperty(
            defaultValue = "1000",
            description = "Milliseconds between two blocks of the embedded ledger, 10 to 86400000. Overridden by"
                    + " synapse.chain.block-interval-millis.")
    private Long blockIntervalMillis = 1000L;

    @ConfigProperty(
            defaultValue = "20",
            description = "Blocks of an epoch of the embedded ledger, 2 to 1000000. Overridden by synapse.chain.tempo.")
    private Integer tempo = 20;

    private transient volatile @Nullable RunningChain running;

    @Override
    public void start(BootstrapContext server) throws ResourceAdapterInternalException {
        try {
            ChainSettings settings = ChainSettings.read(
                    chainId, netuid, storeDirectory, blockIntervalMillis, tempo, System::getProperty, System::getenv);
            running = RunningChain.start(server, settings, InstantSource.system());
        } catch (ResourceException e) {
            throw new ResourceAdapterInternalException(e.getMessage(), e);
        }
    }

    @Override
    public void stop() {
        RunningChain chain = running;
        running = null;
        if (chain != null) {
            chain.stop();
        }
    }

    @Override
    public void endpointActivation(MessageEndpointFactory endpoints, ActivationSpec spec) throws ResourceException {
        chain().activate(endpoints, spec);
    }

    @Override
    public void endpointDeactivation(MessageEndpointFactory endpoints, ActivationSpec spec) {
        RunningChain chain = running;
        if (chain != null) {
            chain.deactivate(endpoints, spec);
        }
    }

    /** None: a delivered block is confirmed by the listener's own cursor, so there is nothing to recover. */
    @Override
    public XAResource[] getXAResources(ActivationSpec[] specs) {
        return new XAResource[0];
    }

    RunningChain chain() throws ChainException {
        RunningChain chain = running;
        if (chain == null) {
            throw new ChainException(ChainException.Reason.CLOSED, "the chain connector isn't started");
        }
        return chain;
    }

    public String getChainId() {
        return chainId;
    }

    public void setChainId(String chainId) {
        this.chainId = chainId;
    }

    public Integer getNetuid() {
        return netuid;
    }

    public void setNetuid(Integer netuid) {
        this.netuid = netuid;
    }

    public String getStoreDirectory() {
        return storeDirectory;
    }

    public void setStoreDirectory(String storeDirectory) {
        this.storeDirectory = storeDirectory;
    }

    public Long getBlockIntervalMillis() {
        return blockIntervalMillis;
    }

    public void setBlockIntervalMillis(Long blockIntervalMillis) {
        this.blockIntervalMillis = blockIntervalMillis;
    }

    public Integer getTempo() {
        return tempo;
    }

    public void setTempo(Integer tempo) {
        this.tempo = tempo;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ChainResourceAdapter that
                && chainId.equals(that.chainId)
                && netuid.equals(that.netuid)
                && storeDirectory.equals(that.storeDirectory)
                && blockIntervalMillis.equals(that.blockIntervalMillis)
                && tempo.equals(that.tempo);
    }

    @Override
    public int hashCode() {
        return Objects.hash(chainId, netuid, storeDirectory, blockIntervalMillis, tempo);
    }
}
