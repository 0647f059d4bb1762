package org.synapsesubnet.platform.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OneAtATimeTest {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger done = new AtomicInteger();
    private final OneAtATime work = new OneAtATime();

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    @Test
    void startsDoNotPileUp() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        work.start(threads, () -> {
            begun.countDown();
            awaitQuietly(mayEnd);
            done.incrementAndGet();
        });
        begun.await();

        work.run(done::incrementAndGet);
        assertThat(done).hasValue(0);

        mayEnd.countDown();
        await().untilAsserted(() -> assertThat(done).hasValue(1));
        await().until(() -> {
            work.run(done::incrementAndGet);
            return done.get() == 2;
        });
    }

    @Test
    void theEndWaitsAndNothingStartsAfterwards() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        work.start(threads, () -> {
            begun.countDown();
            awaitQuietly(mayEnd);
            done.incrementAndGet();
        });
        begun.await();
        threads.execute(mayEnd::countDown);

        work.end();
        assertThat(done).hasValue(1);

        work.run(done::incrementAndGet);
        work.start(Runnable::run, done::incrementAndGet);
        assertThat(done).hasValue(1);
    }

    @Test
    void threadsThatEndFirstAreNoError() {
        threads.shutdown();

        work.start(threads, done::incrementAndGet);

        assertThat(done).hasValue(0);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
