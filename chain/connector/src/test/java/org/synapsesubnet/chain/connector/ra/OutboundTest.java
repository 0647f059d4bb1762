package org.synapsesubnet.chain.connector.ra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ResourceAdapterInternalException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.chain.api.ChainCommand.DrawFaucet;
import org.synapsesubnet.chain.api.ChainConnection;
import org.synapsesubnet.chain.api.ChainConnectionFactory;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainException.Reason;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.CommandReceipt;
import org.synapsesubnet.chain.api.SignedCommand;
import org.synapsesubnet.chain.connector.TestKey;
import org.synapsesubnet.chain.connector.embedded.EmbeddedChain;

/** The contract between adapter and pool, seen from both sides. */
class OutboundTest {

    @TempDir
    private Path directory;

    private final SmallServer server = new SmallServer();
    private final ChainResourceAdapter adapter = new ChainResourceAdapter();
    private final ChainManagedConnectionFactory factory = new ChainManagedConnectionFactory();

    @BeforeEach
    void start() throws Exception {
        adapter.setStoreDirectory(directory.toString());
        adapter.setBlockIntervalMillis(3_600_000L);
        adapter.start(server);
        factory.setResourceAdapter(adapter);
    }

    @AfterEach
    void stop() {
        adapter.stop();
        server.close();
    }

    @Test
    void aConnectionGivesIdentityHeadAndBlocks() throws Exception {
        ChainConnectionFactory connections = (ChainConnectionFactory) factory.createConnectionFactory();
        try (ChainConnection connection = connections.getConnection()) {
            assertThat(connection.identity()).isEqualTo(new ChainIdentity("embedded", 1));
            assertThat(connection.head()).isEqualTo(connection.block(0));
            assertReason(Reason.UNKNOWN_BLOCK, () -> connection.block(1));
        }
    }

    @Test
    void aCommandWaitsForItsBlockButNotLongerThanTheLimit() throws Exception {
        ChainIdentity chain = new ChainIdentity("embedded", 1);
        TestKey key = TestKey.number(1);
        SignedCommand command = key.sign(chain, 0, new DrawFaucet());
        ChainConnectionFactory connections = (ChainConnectionFactory) factory.createConnectionFactory();
        try (ChainConnection connection = connections.getConnection()) {
            assertReason(
                    Reason.DEADLINE_EXCEEDED,
                    () -> connection.within(Duration.ofMillis(1)).submit(command));
            connection.within(Duration.ofSeconds(10));
            // Nobody waits for the first attempt any more, but it is taken.
            ((EmbeddedChain) adapter.chain().adapter()).seal();
            CompletableFuture<CommandReceipt> again = new CompletableFuture<>();
            Thread.startVirtualThread(() -> {
                try {
                    again.complete(connections.getConnection().submit(command));
                } catch (ChainException e) {
                    again.completeExceptionally(e);
                }
            });
            await().until(() -> {
                ((EmbeddedChain) adapter.chain().adapter()).seal();
                return again.isDone();
            });
            assertThat(again.join().block()).isEqualTo(1);
            assertThat(again.join().isApplied()).isTrue();
            assertThat(connection.nextNonce(key.id())).isEqualTo(1);
            assertThat(connection.balance(key.id()))
                    .isEqualTo(connection.hyperparameters().economy().faucet());
            assertThat(connection.stake(key.id(), key.id())).isZero();
            assertThat(connection.metagraph().neurons()).isEmpty();
            assertThat(connection.metagraph(1).block()).isEqualTo(1);
            assertThat(connection.traits().finalityDepth()).isZero();
        }
    }

    @Test
    void aClosedConnectionRefusesCallsAndMayBeClosedAgain() throws Exception {
        ChainConnection connection = ((ChainConnectionFactory) factory.createConnectionFactory()).getConnection();
        connection.close();
        connection.close();
        assertReason(Reason.CLOSED, connection::head);
    }

    @Test
    void aCallEndsWithinTheHandlesLimit() throws Exception {
        try (ChainConnection connection =
                ((ChainConnectionFactory) factory.createConnectionFactory()).getConnection()) {
            assertThatIllegalArgumentException().isThrownBy(() -> connection.within(Duration.ZERO));
            assertReason(
                    Reason.DEADLINE_EXCEEDED,
                    () -> connection.within(Duration.ofNanos(1)).head());
        }
    }

    @Test
    void thePoolHearsOnceOfAClosedHandle() throws Exception {
        ChainManagedConnection pooled = connection();
        Events events = new Events(pooled);
        ChainConnectionHandle handle = (ChainConnectionHandle) pooled.getConnection(null, null);
        handle.close();
        handle.close();
        assertThat(events.closed).containsExactly(handle);
        assertThat(events.failed).isEmpty();
    }

    @Test
    void thePoolHearsOfAConnectionWhoseChainIsClosed() throws Exception {
        ChainManagedConnection pooled = connection();
        Events events = new Events(pooled);
        ChainConnectionHandle handle = (ChainConnectionHandle) pooled.getConnection(null, null);
        assertThat(factory.getInvalidConnections(Set.of(pooled))).isEmpty();
        adapter.stop();
        assertReason(Reason.CLOSED, handle::head);
        assertThat(events.failed).containsExactly(handle);
        assertThat(factory.getInvalidConnections(Set.of(pooled))).isEqualTo(Set.of(pooled));
    }

    @Test
    void cleanupEndsEveryHandleAndKeepsTheConnection() throws Exception {
        ChainManagedConnection pooled = connection();
        ChainConnectionHandle first = (ChainConnectionHandle) pooled.getConnection(null, null);
        ChainConnectionHandle second = (ChainConnectionHandle) pooled.getConnection(null, null);
        pooled.cleanup();
        assertReason(Reason.CLOSED, first::head);
        assertReason(Reason.CLOSED, second::head);
        assertThat(((ChainConnectionHandle) pooled.getConnection(null, null)).head())
                .isNotNull();
    }

    @Test
    void aHandleMovesToAnotherConnection() throws Exception {
        ChainManagedConnection from = connection();
        ChainManagedConnection to = connection();
        Events events = new Events(to);
        ChainConnectionHandle handle = (ChainConnectionHandle) from.getConnection(null, null);
        to.associateConnection(handle);
        from.destroy();
        assertThat(handle.head().number()).isZero();
        handle.close();
        assertThat(events.closed).containsExactly(handle);
    }

    @Test
    void aDissociatedHandleWaitsForAConnection() throws Exception {
        ChainManagedConnection pooled = connection();
        ChainConnectionHandle handle = (ChainConnectionHandle) pooled.getConnection(null, null);
        pooled.dissociateConnections();
        assertReason(Reason.CLOSED, handle::head);
        connection().associateConnection(handle);
        assertThat(handle.head().number()).isZero();
    }

    @Test
    void onlyAValidConnectionOfTheSameChainMatches() throws Exception {
        ChainManagedConnection good = connection();
        ChainManagedConnection destroyed = connection();
        destroyed.destroy();
        assertThat(factory.matchManagedConnections(Set.of(destroyed, "foreign"), null, null))
                .isNull();
        assertThat(factory.matchManagedConnections(Set.of(destroyed, good), null, null))
                .isSameAs(good);
        adapter.stop();
        assertThat(factory.matchManagedConnections(Set.of(good), null, null)).isNull();
    }

    @Test
    void beansAreEqualByTheirConfiguration() throws Exception {
        ChainResourceAdapter twin = new ChainResourceAdapter();
        twin.setStoreDirectory(directory.toString());
        twin.setBlockIntervalMillis(3_600_000L);
        ChainManagedConnectionFactory other = new ChainManagedConnectionFactory();
        other.setResourceAdapter(twin);
        assertThat(twin).isEqualTo(adapter).hasSameHashCodeAs(adapter);
        assertThat(other).isEqualTo(factory).hasSameHashCodeAs(factory);
        other.setCallTimeoutMillis(1L);
        assertThat(other).isNotEqualTo(factory);
        twin.setNetuid(2);
        assertThat(twin).isNotEqualTo(adapter);
    }

    @Test
    void aBadValueIsRefusedByName() {
        factory.setCallTimeoutMillis(0L);
        assertThatExceptionOfType(ResourceException.class)
                .isThrownBy(factory::createConnectionFactory)
                .withMessageContaining("callTimeoutMillis");
        ChainResourceAdapter wrong = new ChainResourceAdapter();
        wrong.setNetuid(70_000);
        assertThatExceptionOfType(ResourceAdapterInternalException.class)
                .isThrownBy(() -> wrong.start(server))
                .withMessageContaining("netuid must be 0 to 65535, but was 70000");
    }

    private ChainManagedConnection connection() throws ResourceException {
        return (ChainManagedConnection) factory.createManagedConnection(null, null);
    }

    private interface Call {
        Object run() throws ChainException;
    }

    private static void assertReason(Reason reason, Call call) {
        assertThatExceptionOfType(ChainException.class)
                .isThrownBy(call::run)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static final class Events implements ConnectionEventListener {

        private final List<Object> closed = new ArrayList<>();
        private final List<Object> failed = new ArrayList<>();

        Events(ChainManagedConnection connection) {
            connection.addConnectionEventListener(this);
        }

        @Override
        public void connectionClosed(ConnectionEvent event) {
            closed.add(event.getConnectionHandle());
        }

        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {
            failed.add(event.getConnectionHandle());
        }

        @Override
        public void localTransactionStarted(ConnectionEvent event) {}

        @Override
        public void localTransactionCommitted(ConnectionEvent event) {}

        @Override
        public void localTransactionRolledback(ConnectionEvent event) {}
    }
}
