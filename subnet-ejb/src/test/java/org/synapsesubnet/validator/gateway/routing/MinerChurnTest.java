package org.synapsesubnet.validator.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Neurons come and go while requests are sent out: nobody trips, and what was counted is counted off again. */
@Timeout(60)
class MinerChurnTest {

    private static final String MODEL = "tiny:latest";
    private static final int NEURONS = 12;
    private static final int CHANGES = 400;
    private static final int PICKERS = 4;
    private static final int PICKS = 5_000;

    private final MinerLines lines = TestLines.open();
    private final MinerDirectory directory = new MinerDirectory(
            List.of(new MinerEndpoint("always", URI.create("http://127.0.0.1:1"), "0x" + "f".repeat(40))),
            lines,
            System::nanoTime,
            Duration.ofSeconds(1));
    private final Set<Miner> seen = ConcurrentHashMap.newKeySet();

    @Test
    void picksGoOnWhileTheChainChanges() throws Exception {
        up(directory.miners());
        try (lines;
                directory;
                ExecutorService threads = Executors.newFixedThreadPool(PICKERS + 1)) {
            List<Future<?>> work = new ArrayList<>();
            work.add(threads.submit(this::change));
            for (int i = 0; i < PICKERS; i++) {
                work.add(threads.submit(this::pick));
            }
            for (Future<?> part : work) {
                part.get();
            }
        }

        assertThat(seen).as("miners that came and went").hasSizeGreaterThan(NEURONS);
        assertThat(seen).allSatisfy(miner -> assertThat(miner.inFlight()).isZero());
    }

    private void change() {
        Random random = new Random(7);
        for (int i = 0; i < CHANGES; i++) {
            List<MinerEndpoint> announced = new ArrayList<>();
            for (int uid = 0; uid < NEURONS; uid++) {
                if (random.nextBoolean()) {
                    announced.add(neuron(uid, 1 + random.nextInt(3)));
                }
            }
            up(directory.follow(announced));
            assertThat(directory.miners()).hasSize(1 + announced.size());
        }
    }

    private void pick() {
        for (int i = 0; i < PICKS; i++) {
            Miner miner = directory.pick(MODEL, List.of()).orElseThrow();
            assertThat(miner.inFlight()).isPositive();
            assertThat(directory.knows(MODEL)).isTrue();
            miner.end();
        }
    }

    private void up(List<Miner> miners) {
        miners.forEach(miner -> miner.status(new MinerStatus(true, "", Set.of(MODEL), 4, 0)));
        seen.addAll(miners);
    }

    private static MinerEndpoint neuron(int uid, int port) {
        String hotkey = "0x%040x".formatted(uid);
        return new MinerEndpoint(
                "neuron-" + uid,
                URI.create("http://127.0.0.1:" + port),
                hotkey,
                hotkey,
                "",
                new Registration(uid, hotkey, 1));
    }
}
