package org.synapsesubnet.validator.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.chain.api.KeyId;

class MinerDirectoryTest {

    private static final Duration REST = Duration.ofSeconds(1);
    private static final String MODEL = "tiny:latest";

    private final AtomicLong now = new AtomicLong();
    private final MinerLines lines = TestLines.open();
    private final MinerDirectory directory =
            new MinerDirectory(List.of(endpoint("a"), endpoint("b"), endpoint("c")), lines, now::get, REST);
    private final Miner a = directory.miners().get(0);
    private final Miner b = directory.miners().get(1);
    private final Miner c = directory.miners().get(2);

    MinerDirectoryTest() {
        directory.miners().forEach(miner -> up(miner, 4, 0));
    }

    @AfterEach
    void close() {
        directory.close();
        lines.close();
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

    @Test
    void takesUpWhatTheChainAnnouncesBesidesWhatIsConfigured() {
        List<Miner> newcomers = directory.follow(List.of(announced(7, 9101)));

        assertThat(newcomers).extracting(Miner::endpoint).containsExactly(announced(7, 9101));
        assertThat(directory.miners()).containsExactly(a, b, c, newcomers.getFirst());
        assertThat(directory.byHotkey(hotkey(7))).contains(newcomers.getFirst());
        assertThat(directory.byHotkey(hotkey(8))).isEmpty();
    }

    @Test
    void aMinerThatStaysAsItIsKeepsItsFiguresAndItsSession() {
        Miner seven = directory.follow(List.of(announced(7, 9101))).getFirst();
        seven.made(5);

        assertThat(directory.follow(List.of(announced(3, 9102), announced(7, 9101))))
                .hasSize(1);

        assertThat(directory.byHotkey(hotkey(7)).orElseThrow()).isSameAs(seven);
        assertThat(directory.follow(List.of(announced(3, 9102), announced(7, 9101))))
                .isEmpty();
    }

    @Test
    void anotherAddressOrAnotherRegistrationIsAnotherMiner() {
        Miner seven = directory.follow(List.of(announced(7, 9101))).getFirst();

        Miner moved = directory.follow(List.of(announced(7, 9102))).getFirst();
        assertThat(moved).isNotSameAs(seven);
        assertThat(moved.line().session()).isNotSameAs(seven.line().session());

        assertThat(directory.follow(List.of(announced(7, 9102, 41)))).hasSize(1).doesNotContain(moved);
    }

    @Test
    void aMinerThatTheChainDropsGetsNoFurtherRequest() {
        Miner seven = directory.follow(List.of(announced(7, 9101))).getFirst();
        up(seven, 64, 0);
        directory.follow(List.of());

        assertThat(List.of(pick(), pick(), pick(), pick())).doesNotContain(seven);
        assertThat(directory.byHotkey(hotkey(7))).isEmpty();
    }

    @Test
    void theChainWinsOverTheConfigurationAsLongAsItNamesTheHotkey() {
        MinerEndpoint mine = new MinerEndpoint(
                "mine", URI.create("http://127.0.0.1:1"), announced(7, 1).hotkey());
        try (MinerDirectory both = new MinerDirectory(List.of(mine), lines, now::get, REST)) {
            both.follow(List.of(announced(7, 9101)));
            assertThat(both.miners()).extracting(Miner::endpoint).containsExactly(announced(7, 9101));

            both.follow(List.of());
            assertThat(both.miners()).extracting(Miner::endpoint).containsExactly(mine);
        }
    }

    @Test
    void followsNothingOnceItIsClosed() {
        directory.close();

        assertThat(directory.follow(List.of(announced(7, 9101)))).isEmpty();
        assertThat(directory.miners()).isEmpty();
        assertThat(directory.pick(MODEL, List.of())).isEmpty();
    }

    private Miner pick() {
        return directory.pick(MODEL, List.of()).orElseThrow();
    }

    private static void up(Miner miner, int slots, int others) {
        miner.status(new MinerStatus(true, "", Set.of(MODEL), slots, others));
    }

    private static MinerEndpoint announced(int uid, int port) {
        return announced(uid, port, 40);
    }

    private static MinerEndpoint announced(int uid, int port, long registeredAt) {
        String hotkey = hotkey(uid).address();
        return new MinerEndpoint(
                "neuron-" + uid,
                URI.create("http://127.0.0.1:" + port),
                hotkey,
                hotkey,
                "",
                new Registration(uid, hotkey, registeredAt));
    }

    private static KeyId hotkey(int uid) {
        return KeyId.ofAddress("0x%040x".formatted(uid + 1));
    }

    private static MinerEndpoint endpoint(String name) {
        return new MinerEndpoint(name, URI.create("http://127.0.0.1:1"), "0x" + "0".repeat(40));
    }
}
