package org.synapsesubnet.axon.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.axon.RefusedException;
import org.synapsesubnet.axon.connection.Peer;
import org.synapsesubnet.axon.share.Shares;

@Timeout(20)
class SlotQueueTest {

    private static final Hotkey ONE = new Hotkey("0x%040x".formatted(1));
    private static final Hotkey OTHER = new Hotkey("0x%040x".formatted(2));

    @Test
    void givesNoMoreSlotsThanThereAre() throws Exception {
        var queue = new SlotQueue(3, 1_000, Duration.ofSeconds(10), Shares.NONE);
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            threads.add(Thread.startVirtualThread(() -> {
                try (SlotQueue.Slot slot = queue.enter(ONE, new Peer())) {
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
        var queue = new SlotQueue(1, 10, Duration.ofSeconds(10), Shares.NONE);
        List<Integer> served = new CopyOnWriteArrayList<>();
        SlotQueue.Slot first = queue.enter(ONE, new Peer());
        var done = new CountDownLatch(5);
        for (int i = 0; i < 5; i++) {
            int number = i;
            Thread.startVirtualThread(() -> {
                try (SlotQueue.Slot slot = queue.enter(ONE, new Peer())) {
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
        var queue = new SlotQueue(1, 0, Duration.ofSeconds(10), Shares.NONE);

        try (SlotQueue.Slot slot = queue.enter(ONE, new Peer())) {
            assertThatThrownBy(() -> queue.enter(ONE, new Peer()))
                    .isInstanceOf(RefusedException.class)
                    .hasMessage("the queue is full: its bound is 0, and 0 of it are yours");
        }
        queue.enter(ONE, new Peer()).close();
    }

    @Test
    void givesAPlaceThatWasBorrowedBackToItsOwner() throws Exception {
        var queue = new SlotQueue(1, 2, Duration.ofSeconds(10), Shares.of(Map.of(ONE, 1, OTHER, 1), Map.of()));
        SlotQueue.Slot first = queue.enter(ONE, new Peer());
        Future<String> kept = inBackground(queue, ONE, 1);
        Future<String> borrowing = inBackground(queue, ONE, 2);

        Future<String> owner = inBackground(queue, OTHER, 2);

        assertThat(borrowing.get())
                .isEqualTo("queue_displaced: the place in the queue of 2 belongs to another"
                        + " validator: 1 of them are yours");
        assertThatThrownBy(() -> queue.enter(ONE, new Peer())).hasMessageContaining("its bound is 2, and 1 of it");
        first.close();
        assertThat(kept.get()).isEqualTo("served");
        assertThat(owner.get()).isEqualTo("served");
        await().until(queue::busy, busy -> busy == 0);
    }

    private static Future<String> inBackground(SlotQueue queue, Hotkey validator, int queuedThen) {
        var result = new CompletableFuture<String>();
        Thread.startVirtualThread(() -> {
            try (SlotQueue.Slot slot = queue.enter(validator, new Peer())) {
                result.complete("served");
            } catch (RefusedException e) {
                result.complete(e.code() + ": " + e.getMessage());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        await().until(queue::queued, queued -> queued == queuedThen);
        return result;
    }

    @Test
    void letsNobodyWaitForEverAndLosesNoSlotByIt() throws Exception {
        var queue = new SlotQueue(1, 1, Duration.ofMillis(20), Shares.NONE);
        SlotQueue.Slot slot = queue.enter(ONE, new Peer());

        assertThatThrownBy(() -> queue.enter(ONE, new Peer()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("waited");
        assertThat(queue.queued()).isZero();
        slot.close();

        queue.enter(ONE, new Peer()).close();
        assertThat(queue.busy()).isZero();
    }

    @Test
    void aSlotClosedTwiceIsGivenBackOnce() throws Exception {
        var queue = new SlotQueue(2, 0, Duration.ofSeconds(1), Shares.NONE);
        SlotQueue.Slot kept = queue.enter(ONE, new Peer());
        SlotQueue.Slot closed = queue.enter(ONE, new Peer());

        closed.close();
        closed.close();

        assertThat(queue.busy()).isEqualTo(1);
        kept.close();
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> new SlotQueue(0, 1, Duration.ofSeconds(1), Shares.NONE))
                .hasMessageContaining("slots");
        assertThatThrownBy(() -> new SlotQueue(1, -1, Duration.ofSeconds(1), Shares.NONE))
                .hasMessageContaining("queue");
    }
}
