package org.synapsesubnet.chain.connector.ra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.chain.connector.Deadline;

/** The adapter in a small server, with a ledger whose blocks come every 10 ms. */
class BlockDeliveryTest {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    @TempDir
    private Path directory;

    private final SmallServer server = new SmallServer();
    private final ChainResourceAdapter adapter = new ChainResourceAdapter();
    private final RecordingEndpoint endpoint = new RecordingEndpoint();
    private final BlockActivationSpec spec = new BlockActivationSpec();

    @BeforeEach
    void start() throws Exception {
        adapter.setStoreDirectory(directory.toString());
        adapter.setBlockIntervalMillis(10L);
        spec.setRetryMinMillis(1L);
        spec.setRetryMaxMillis(20L);
        adapter.start(server);
    }

    @AfterEach
    void stop() {
        adapter.stop();
        server.close();
    }

    @Test
    void everyBlockIsHeardOnceAndInOrder() throws Exception {
        adapter.endpointActivation(endpoint, spec);
        awaitCommitted(endpoint, 10);
        assertUnbroken(endpoint);
    }

    @Test
    void aDeliveryIsFramedAsTheSpecificationWants() throws Exception {
        adapter.endpointActivation(endpoint, spec);
        awaitCommitted(endpoint, 3);
        adapter.endpointDeactivation(endpoint, spec);
        assertThat(String.join(" ", endpoint.calls))
                .matches("create nextBlock (before onBlocks onBlocks after )+release"
                        + "( create (before onBlocks onBlocks after )*release)*");
    }

    @Test
    void aRefusedDeliveryIsRepeatedAndNothingIsSkipped() throws Exception {
        AtomicInteger deliveries = new AtomicInteger();
        endpoint.effects = range -> {
            if (deliveries.incrementAndGet() % 3 != 0) {
                throw new IllegalStateException("not now");
            }
        };
        adapter.endpointActivation(endpoint, spec);
        awaitCommitted(endpoint, 10);
        assertUnbroken(endpoint);
    }

    @Test
    void anErrorOfTheListenerIsNotTheEnd() throws Exception {
        AtomicInteger deliveries = new AtomicInteger();
        endpoint.effects = range -> {
            if (deliveries.incrementAndGet() == 1) {
                throw new AssertionError("broken");
            }
        };
        adapter.endpointActivation(endpoint, spec);
        awaitCommitted(endpoint, 3);
        assertUnbroken(endpoint);
    }

    @Test
    void anEndpointThatComesUpLateIsWaitedFor() throws Exception {
        endpoint.unavailable = true;
        adapter.endpointActivation(endpoint, spec);
        assertThat(endpoint.calls).isEmpty();
        endpoint.unavailable = false;
        awaitCommitted(endpoint, 3);
        assertUnbroken(endpoint);
    }

    @Test
    void aServerWithoutThreadsIsAskedAgain() throws Exception {
        server.refuseWork(true);
        adapter.endpointActivation(endpoint, spec);
        long head = adapter.chain().adapter().head(soon()).number();
        await().until(() -> adapter.chain().adapter().head(soon()).number() > head + 3);
        server.refuseWork(false);
        awaitCommitted(endpoint, 5);
        assertUnbroken(endpoint);
    }

    @Test
    void blocksComeInBatchesOfTheWantedSize() throws Exception {
        spec.setMaxBlocks(2);
        endpoint.effects = range -> assertThat(range.blocks()).hasSizeLessThanOrEqualTo(2);
        await().until(() -> adapter.chain().adapter().head(soon()).number() > 6);
        adapter.endpointActivation(endpoint, spec);
        awaitCommitted(endpoint, 6);
        assertUnbroken(endpoint);
    }

    @Test
    void severalEndpointsHearApartFromEachOther() throws Exception {
        RecordingEndpoint deaf = new RecordingEndpoint();
        deaf.effects = range -> {
            throw new IllegalStateException("never");
        };
        RecordingEndpoint late = new RecordingEndpoint();
        late.next = 5;
        adapter.endpointActivation(deaf, spec);
        adapter.endpointActivation(endpoint, spec);
        adapter.endpointActivation(late, spec);
        awaitCommitted(endpoint, 10);
        awaitCommitted(late, 3);
        assertUnbroken(endpoint);
        assertThat(late.committed.getFirst()).isEqualTo(5);
        assertThat(deaf.committed).isEmpty();
    }

    @Test
    void nothingIsHeardAfterDeactivation() throws Exception {
        adapter.endpointActivation(endpoint, spec);
        awaitCommitted(endpoint, 3);
        adapter.endpointDeactivation(endpoint, spec);
        List<String> calls = List.copyOf(endpoint.calls);
        long head = adapter.chain().adapter().head(soon()).number();
        await().until(() -> adapter.chain().adapter().head(soon()).number() > head + 3);
        assertThat(endpoint.calls).isEqualTo(calls);
    }

    @Test
    void stopsInTimeEvenIfAListenerHangs() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        endpoint.effects = range -> {
            hanging.countDown();
            hang(end);
        };
        adapter.endpointActivation(endpoint, spec);
        hanging.await();
        long begin = System.nanoTime();
        adapter.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(STOP_LIMIT);
        end.countDown();
    }

    @Test
    void stopsAtOnceInTheMiddleOfAPause() throws Exception {
        spec.setRetryMaxMillis(3_600_000L);
        spec.setRetryMinMillis(3_600_000L);
        adapter.endpointActivation(endpoint, spec);
        long begin = System.nanoTime();
        adapter.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void startsAgainAfterAStopAndGoesOn() throws Exception {
        adapter.endpointActivation(endpoint, spec);
        awaitCommitted(endpoint, 3);
        adapter.endpointDeactivation(endpoint, spec);
        adapter.stop();
        int before = endpoint.committed.size();
        adapter.start(server);
        adapter.endpointActivation(endpoint, spec);
        awaitCommitted(endpoint, before + 3);
        assertUnbroken(endpoint);
    }

    private static void awaitCommitted(RecordingEndpoint endpoint, int blocks) {
        await().atMost(Duration.ofSeconds(20)).until(() -> endpoint.committed.size() >= blocks);
    }

    private static void assertUnbroken(RecordingEndpoint endpoint) {
        List<Long> heard = List.copyOf(endpoint.committed);
        assertThat(heard)
                .containsExactlyElementsOf(
                        LongStream.range(0, heard.size()).boxed().toList());
    }

    private static void hang(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(10));
    }
}
