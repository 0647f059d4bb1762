package org.synapsesubnet.validator.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MinerDirectoryTest {

    private static final Duration REST = Duration.ofSeconds(1);
    private static final String MODEL = "tiny:latest";

    private final AtomicLong now = new AtomicLong();
    private final MinerDirectory directory =
            new MinerDirectory(List.of(endpoint("a"), endpoint("b"), endpoint("c")), now::get, REST);
    private final Miner a = directory.miners().get(0);
    private final Miner b = directory.miners().get(1);
    private final Miner c = directory.miners().get(2);

    MinerDirectoryTest() {
        directory.miners().forEach(miner -> up(miner, 4, 0));
    }

    @Test
    void takesEqualsInTurn() {
        assertThat(List.of(pick(), pick(), pick(), pick())).containsExactly(a, b, c, a);
    }

    @Test
    void prefersTheOneWithMoreFreeSlots() {
        up(a, 4, 3);
        up(b, 4, 0);
        up(c, 4, 2);

        assertThat(pick()).isEqualTo(b);
    }

    @Test
    void measuresLoadBySlots() {
        up(a, 1, 1);
        up(b, 8, 4);
        up(c, 1, 1);

        assertThat(pick()).isEqualTo(b);
    }

    @Test
    void countsItsOwnRequestsAtOnce() {
        up(c, 1, 1);
        assertThat(List.of(pick(), pick())).containsExactlyInAnyOrder(a, b);
        a.end();
        assertThat(pick()).isEqualTo(a);
    }

    @Test
    void passesOverThoseThatAreDownOrLackTheModelOrWereTried() {
        a.status(a.status().down("gone"));
        b.status(new MinerStatus(true, "", Set.of("other:latest"), 4, 0));
        assertThat(pick()).isEqualTo(c);
        assertThat(directory.pick(MODEL, List.of(c))).isEmpty();
        assertThat(directory.servedByOther(MODEL, List.of(c))).isFalse();
    }

    @Test
    void leavesOneThatFailedAloneForAWhile() {
        a.failed();
        assertThat(Set.of(pick(), pick())).isEqualTo(Set.of(b, c));
        b.end();
        c.end();

        now.addAndGet(REST.toNanos());
        assertThat(List.of(pick(), pick(), pick())).contains(a);
    }

    @Test
    void takesADoubtfulMinerRatherThanNone() {
        a.failed();
        b.failed();
        c.failed();

        assertThat(directory.pick(MODEL, List.of())).isPresent();
    }

    @Test
    void restsLongerAfterEachFailureAndNotAfterASuccess() {
        a.failed();
        now.addAndGet(REST.toNanos());
        assertThat(a.resting()).isFalse();
        a.failed();
        now.addAndGet(REST.toNanos());
        assertThat(a.resting()).isTrue();
        a.firstToken(1);
        assertThat(a.resting()).isFalse();
    }

    @Test
    void stillKnowsTheModelsOfAMinerThatIsDown() {
        directory.miners().forEach(miner -> miner.status(miner.status().down("gone")));

        assertThat(directory.knows(MODEL)).isTrue();
        assertThat(directory.models()).isEmpty();
        assertThat(directory.anyUp()).isFalse();
    }

    @Test
    void showsHowMinersFare() {
        pick();
        a.firstToken(Duration.ofMillis(7).toNanos());
        a.made(5);
        MinerView view = directory.board().getFirst();

        assertThat(view.requests()).isEqualTo(1);
        assertThat(view.tokens()).isEqualTo(5);
        assertThat(view.inFlight()).isEqualTo(1);
        assertThat(view.firstTokenMedian()).isEqualTo(Duration.ofMillis(7));
        assertThat(view.firstTokenP95()).isEqualTo(Duration.ofMillis(7));
    }

    private Miner pick() {
        return directory.pick(MODEL, List.of()).orElseThrow();
    }

    private static void up(Miner miner, int slots, int others) {
        miner.status(new MinerStatus(true, "", Set.of(MODEL), slots, others));
    }

    private static MinerEndpoint endpoint(String name) {
        return new MinerEndpoint(name, URI.create("http://127.0.0.1:1"), "0x" + "0".repeat(40));
    }
}
