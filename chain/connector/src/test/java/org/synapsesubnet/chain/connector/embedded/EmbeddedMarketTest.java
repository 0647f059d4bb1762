package org.synapsesubnet.chain.connector.embedded;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.connector.ChainAdapter;
import org.synapsesubnet.chain.connector.MarketContract;

class EmbeddedMarketTest extends MarketContract {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path directory;

    private final AtomicInteger ledgers = new AtomicInteger();

    @SuppressWarnings("NullAway.Init") // by the contract's set-up
    private EmbeddedChain chain;

    @Override
    protected ChainAdapter open(ChainIdentity identity, Hyperparameters rules) throws ChainException {
        chain = EmbeddedChain.open(directory.resolve("ledger" + ledgers.incrementAndGet()), identity, rules, () -> NOW);
        return chain;
    }

    @Override
    protected void grow() throws ChainException {
        chain.seal();
    }
}
