package org.synapsesubnet.axon.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.synapsesubnet.axon.RefusedException;
import org.synapsesubnet.axon.connection.Peer;

@Timeout(20)
class SlotQueueTest {

    @Test
    void givesNoMoreSlotsThanThereAre() throws Exception {
        var queue = new SlotQueue(3, 1_000, Duration.ofSeconds(10));
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            threads.add(Thread.startVirtualThread(() -> {
                try (SlotQueue.Slot slot = queue.enter(new Peer())) {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Thread.yield();
                    inside.decrementAndGet();
                } catch (Exception e) {
                    most.set(Integer.MAX_VALUE);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(most).hasValueLessThanOrEqualTo(3);
        assertThat(queue.busy()).isZero();
        assertThat(queue.queued()).isZero();
    }

    @Test
    void servesInTheOrderOfArrival() throws Exception {
        var queue = new SlotQueue(1, 10, Duration.ofSeconds(10));
        List<Integer> served = new CopyOnWriteArrayList<>();
        SlotQueue.Slot first = queue.enter(new Peer());
        var done = new CountDownLatch(5);
        for (int i = 0; i < 5; i++) {
            int number = i;
            Thread.startVirtualThread(() -> {
                try (SlotQueue.Slot slot = queue.enter(new Peer())) {
                    served.add(number);
                } catch (Exception e) {
                    served.add(-1);
                }
                done.countDown();
            });
            await().until(queue::queued, queued -> queued == number + 1);
        }

        first.close();
        done.await();

        assertThat(served).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void refusesPastTheBoundAndNamesIt() throws Exception {
        var queue = new SlotQueue(1, 0, Duration.ofSeconds(10));

        try (SlotQueue.Slot slot = queue.enter(new Peer())) {
            assertThatThrownBy(() -> queue.enter(new Peer()))
                    .isInstanceOf(RefusedException.class)
                    .hasMessage("the queue is full: its bound is 0");
        }
        queue.enter(new Peer()).close();
    }

    @Test
    void letsNobodyWaitForEverAndLosesNoSlotByIt() throws Exception {
        var queue = new SlotQueue(1, 1, Duration.ofMillis(20));
        SlotQueue.Slot slot = queue.enter(new Peer());

        assertThatThrownBy(() -> queue.enter(new Peer()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("waited");
        assertThat(queue.queued()).isZero();
        slot.close();

        queue.enter(new Peer()).close();
        assertThat(queue.busy()).isZero();
    }

    @Test
    void aSlotClosedTwiceIsGivenBackOnce() throws Exception {
        var queue = new SlotQueue(2, 0, Duration.ofSeconds(1));
        SlotQueue.Slot kept = queue.enter(new Peer());
        SlotQueue.Slot closed = queue.enter(new Peer());

        closed.close();
        closed.close();

        assertThat(queue.busy()).isEqualTo(1);
        kept.close();
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> new SlotQueue(0, 1, Duration.ofSeconds(1))).hasMessageContaining("slots");
        assertThatThrownBy(() -> new SlotQueue(1, -1, Duration.ofSeconds(1))).hasMessageContaining("queue");
    }
}
