package org.synapsesubnet.chain.connector.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.Activation;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.chain.api.BlockListener;
import org.synapsesubnet.chain.api.BlockRange;

/**
 * How one message-driven bean wants its blocks. Two of these are never equal unless they are the same object: a server
 * may run the same bean twice.
 */
@Activation(messageListeners = BlockListener.class)
public class BlockActivationSpec implements ActivationSpec, Serializable {

    private static final long serialVersionUID = 1L;

    @ConfigProperty(
            defaultValue = "64",
            description = "Most blocks in one delivery and so in one transaction, 1 to 1024.")
    private Integer maxBlocks = 64;

    @ConfigProperty(
            defaultValue = "100",
            description = "Milliseconds to wait after a first failed delivery; doubles with each further one.")
    private Long retryMinMillis = 100L;

    @ConfigProperty(
            defaultValue = "10000",
            description = "Longest wait after failed deliveries in milliseconds, retryMinMillis to 3600000.")
    private Long retryMaxMillis = 10_000L;

    private transient @Nullable ResourceAdapter resourceAdapter;

    @Override
    public void validate() throws InvalidPropertyException {
        if (maxBlocks < 1 || maxBlocks > BlockRange.MAX_BLOCKS) {
            throw new InvalidPropertyException(
                    "maxBlocks must be 1 to " + BlockRange.MAX_BLOCKS + ", but was " + maxBlocks);
        }
        if (retryMinMillis < 1) {
            throw new InvalidPropertyException("retryMinMillis must be 1 or more, but was " + retryMinMillis);
        }
        if (retryMaxMillis < retryMinMillis || retryMaxMillis > 3_600_000) {
            throw new InvalidPropertyException(
                    "retryMaxMillis must be retryMinMillis to 3600000, but was " + retryMaxMillis);
        }
    }

    @Override
    public @Nullable ResourceAdapter getResourceAdapter() {
        return resourceAdapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter adapter) throws ResourceException {
        resourceAdapter = adapter;
    }

    public Integer getMaxBlocks() {
        return maxBlocks;
    }

    public void setMaxBlocks(Integer maxBlocks) {
        this.maxBlocks = maxBlocks;
    }

    public Long getRetryMinMillis() {
        return retryMinMillis;
    }

    public void setRetryMinMillis(Long retryMinMillis) {
        this.retryMinMillis = retryMinMillis;
    }

    public Long getRetryMaxMillis() {
        return retryMaxMillis;
    }

    public void setRetryMaxMillis(Long retryMaxMillis) {
        this.retryMaxMillis = retryMaxMillis;
    }
}
