package org.synapsesubnet.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.chain.connector.embedded.EmbeddedChain;

/** The feed before a real ledger whose blocks the test seals. */
class MetagraphFeedTest {

    private static final ChainIdentity CHAIN = new ChainIdentity("embedded", 1);

    @TempDir
    private Path directory;

    private final List<Long> heard = new ArrayList<>();
    private EmbeddedChain chain;
    private MetagraphFeed feed;

    @BeforeEach
    void open() throws Exception {
        chain = EmbeddedChain.open(directory, CHAIN, Hyperparameters.EMBEDDED, InstantSource.system());
        feed = feed(CHAIN);
    }

    @AfterEach
    void close() {
        chain.close();
    }

    private MetagraphFeed feed(ChainIdentity configured) {
        return new MetagraphFeed(new LedgerConnections(chain), configured, metagraph -> heard.add(metagraph.block()));
    }

    @Test
    void tellsOfEachNewBlockOnce() throws Exception {
        feed.look();
        feed.look();
        chain.seal();
        feed.look();
        feed.look();

        assertThat(heard).containsExactly(0L, 1L);
        assertThat(feed.latest()).map(Metagraph::block).contains(1L);
    }

    @Test
    void tellsOfTheNewestBlockOnlyWhenSeveralCameBetweenTwoLooks() throws Exception {
        feed.look();
        for (int i = 0; i < 5; i++) {
            chain.seal();
        }
        feed.look();

        assertThat(heard).containsExactly(0L, 5L);
    }

    @Test
    void keepsWhatItKnowsWhileTheChainIsSilent() {
        feed.look();
        chain.close();
        feed.look();

        assertThat(heard).containsExactly(0L);
        assertThat(feed.latest()).map(Metagraph::block).contains(0L);
    }

    @Test
    void goesOnAfterAListenerThatFails() throws Exception {
        feed = new MetagraphFeed(new LedgerConnections(chain), CHAIN, metagraph -> {
            heard.add(metagraph.block());
            throw new IllegalStateException("a listener fails");
        });
        feed.look();
        chain.seal();
        feed.look();

        assertThat(heard).containsExactly(0L, 1L);
    }

    @Test
    void doesNotTellOfAnotherSubnet() {
        feed = feed(new ChainIdentity("embedded", 2));
        feed.look();

        assertThat(heard).isEmpty();
        assertThat(feed.latest()).isEmpty();
    }
}
