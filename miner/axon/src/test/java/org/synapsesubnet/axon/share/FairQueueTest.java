package org.synapsesubnet.axon.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.synapsesubnet.axon.share.Keys.key;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.axon.share.SaturatedEngine.Demand;

class FairQueueTest {

    private static final long SECOND = 1_000_000_000L;
    private static final Shares EQUAL = Shares.of(Map.of(key(1), 1, key(2), 1), Map.of());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void underLoadEachHasItsShareOfTheSlotTimeAndNobodyStarves(long seed) {
        var random = new Random(seed);
        int validators = 2 + random.nextInt(20);
        int slots = 1 + random.nextInt(8);
        Map<Hotkey, Long> stakes = new HashMap<>();
        Map<Hotkey, Demand> demands = new HashMap<>();
        for (int i = 0; i < validators; i++) {
            stakes.put(key(i), (long) Math.pow(10, random.nextInt(6)));
            long longest = SECOND + random.nextLong(4 * SECOND);
            demands.put(key(i), new Demand(longest / 10, longest));
        }
        Shares shares = Shares.of(Map.of(), stakes);
        var engine = new SaturatedEngine(new FairQueue<>(1_000, shares), slots, demands, random);

        engine.serve(40_000);

        for (Hotkey validator : stakes.keySet()) {
            double share = shares.of(validator);
            assertThat(engine.partOf(validator)).as("share").isEqualTo(share, within(0.01 + 0.1 * share));
            // Its own last requests by its share, one of each other validator, and those that are being worked on.
            double bound = 5.0 * SECOND * (2 / share + validators + slots) / slots;
            assertThat((double) engine.longestPauseOf(validator)).as("pause").isLessThan(bound);
        }
    }

    @Test
    void longAnswersGiveNobodyMoreThanItsShare() {
        Map<Hotkey, Demand> demands =
                Map.of(key(1), new Demand(60 * SECOND, 60 * SECOND), key(2), new Demand(SECOND, SECOND));
        var engine = new SaturatedEngine(new FairQueue<>(10, EQUAL), 1, demands, new Random(1));

        engine.serve(10_000);

        assertThat(engine.partOf(key(1))).isEqualTo(0.5, within(0.01));
    }

    @Test
    void withinAValidatorTheFirstThatCameIsFirst() {
        var queue = new FairQueue<Integer>(10, EQUAL);
        for (int i = 0; i < 5; i++) {
            queue.offer(key(1), i);
        }

        assertThat(drain(queue)).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void ofThoseWhoHadEquallyMuchTheLargerShareGoesFirst() {
        var queue = new FairQueue<Integer>(10, Shares.of(Map.of(key(1), 1, key(2), 5), Map.of()));
        queue.offer(key(1), 1);
        queue.offer(key(2), 2);

        assertThat(drain(queue)).containsExactly(2, 1);
    }

    @Test
    void idleTimeEarnsNothingAndIdleCapacityCostsNothing() {
        var queue = new FairQueue<Integer>(100, EQUAL);
        for (int i = 0; i < 1_000; i++) {
            queue.end(queue.begin(key(1)), SECOND, 0);
        }
        for (int i = 0; i < 10; i++) {
            queue.offer(key(1), 1);
            queue.offer(key(2), 2);
        }

        List<Integer> order = drain(queue);

        for (int i = 0; i < order.size(); i += 2) {
            assertThat(order.subList(i, i + 2)).containsExactlyInAnyOrder(1, 2);
        }
    }

    @Test
    void placesThatNobodyWantsAreAnybodysUntilTheirOwnerComes() {
        var queue = new FairQueue<Integer>(4, EQUAL);
        for (int i = 0; i < 4; i++) {
            assertThat(queue.offer(key(1), i)).isEqualTo(new FairQueue.Waiting<Integer>());
        }

        assertThat(queue.offer(key(1), 4)).isEqualTo(new FairQueue.Full<Integer>(2));
        assertThat(queue.offer(key(2), 5)).isEqualTo(new FairQueue.WaitingInsteadOf<>(3, 2));
        assertThat(queue.offer(key(2), 6)).isEqualTo(new FairQueue.WaitingInsteadOf<>(2, 2));
        assertThat(queue.offer(key(2), 7)).isEqualTo(new FairQueue.Full<Integer>(2));
        assertThat(drain(queue)).containsExactlyInAnyOrder(0, 1, 5, 6);
    }

    @Test
    void everyValidatorHasAPlaceHoweverSmallItsShare() {
        var queue = new FairQueue<Integer>(4, Shares.of(Map.of(key(1), 10_000, key(2), 1), Map.of()));
        for (int i = 0; i < 4; i++) {
            queue.offer(key(1), i);
        }

        assertThat(queue.offer(key(2), 9)).isEqualTo(new FairQueue.WaitingInsteadOf<>(3, 3));
    }

    @Test
    void whoGaveUpIsServedNoMore() {
        var queue = new FairQueue<Integer>(4, EQUAL);
        queue.offer(key(1), 1);
        queue.offer(key(1), 2);

        queue.remove(key(1), 1);
        queue.remove(key(1), 1);
        queue.remove(key(2), 1);

        assertThat(queue.size()).isEqualTo(1);
        assertThat(drain(queue)).containsExactly(2);
    }

    @Test
    void newSharesCountFromNowOn() {
        var queue = new FairQueue<Integer>(4, Shares.NONE);
        for (int i = 0; i < 4; i++) {
            queue.offer(key(1), i);
        }
        assertThat(queue.offer(key(1), 4)).isEqualTo(new FairQueue.Full<Integer>(4));

        queue.share(EQUAL);

        assertThat(queue.offer(key(2), 5)).isEqualTo(new FairQueue.WaitingInsteadOf<>(3, 2));
    }

    @Test
    void withoutAPlaceNobodyWaits() {
        assertThat(new FairQueue<Integer>(0, EQUAL).offer(key(1), 1)).isEqualTo(new FairQueue.Full<Integer>(0));
        assertThatThrownBy(() -> new FairQueue<Integer>(-1, EQUAL)).hasMessageContaining("queue");
    }

    private static List<Integer> drain(FairQueue<Integer> queue) {
        List<Integer> order = new ArrayList<>();
        for (var next = queue.next(); next.isPresent(); next = queue.next()) {
            order.add(next.get().request());
            queue.end(next.get().begun(), SECOND, SECOND);
        }
        return order;
    }
}
