package org.synapsesubnet.chain.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.chain.api.Block;
import org.synapsesubnet.chain.api.BlockHash;
import org.synapsesubnet.chain.api.BlockRange;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainException.Reason;

/** What every kind of chain must do behind {@link ChainAdapter}. A subclass brings the chain and a way to grow it. */
public abstract class ChainAdapterContract {

    private static final Duration PLENTY = Duration.ofSeconds(10);

    private ChainAdapter chain;

    /** A chain of its own for this test, with at least one final block. */
    protected abstract ChainAdapter open() throws Exception;

    /** Makes one more final block appear on the chain that {@link #open} gave. */
    protected abstract void grow() throws Exception;

    @BeforeEach
    void openChain() throws Exception {
        chain = open();
    }

    @AfterEach
    void closeChain() {
        chain.close();
    }

    @Test
    void headGrowsByOneBlockThatFollowsTheOldHead() throws Exception {
        Block before = head();
        grow();
        assertThat(before.isParentOf(head())).isTrue();
    }

    @Test
    void whatWasOnceReadStaysTrue() throws Exception {
        grow();
        BlockRange before = chain.blocks(0, BlockRange.MAX_BLOCKS, soon());
        grow();
        BlockRange after = chain.blocks(0, BlockRange.MAX_BLOCKS, soon());
        assertThat(after.blocks()).startsWith(before.blocks().toArray(Block[]::new));
        assertThat(after.last()).isEqualTo(head());
    }

    @Test
    void firstBlockHasNoParent() throws Exception {
        assertThat(chain.blocks(0, 1, soon()).first().parent()).isEqualTo(BlockHash.ZERO);
    }

    @Test
    void givesNoMoreBlocksThanAskedForAndNoMoreThanThereAre() throws Exception {
        for (int i = 0; i < 5; i++) {
            grow();
        }
        long head = head().number();
        assertThat(chain.blocks(head - 4, 3, soon()).blocks())
                .extracting(Block::number)
                .containsExactly(head - 4, head - 3, head - 2);
        assertThat(chain.blocks(head - 1, 100, soon()).blocks()).hasSize(2);
    }

    @Test
    void aBlockThatIsNotThereYetIsUnknown() throws Exception {
        long next = head().number() + 1;
        assertThatExceptionOfType(ChainException.class)
                .isThrownBy(() -> chain.blocks(next, 1, soon()))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_BLOCK))
                .withMessageContaining(Long.toString(next));
    }

    @Test
    void refusesNonsenseAsARange() {
        assertThatIllegalArgumentException().isThrownBy(() -> chain.blocks(-1, 1, soon()));
        assertThatIllegalArgumentException().isThrownBy(() -> chain.blocks(0, 0, soon()));
        assertThatIllegalArgumentException().isThrownBy(() -> chain.blocks(0, BlockRange.MAX_BLOCKS + 1, soon()));
    }

    @Test
    void aPassedDeadlineIsToldAsSuch() {
        Deadline passed = Deadline.in(Duration.ofMillis(-1));
        assertThatExceptionOfType(ChainException.class)
                .isThrownBy(() -> chain.head(passed))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.DEADLINE_EXCEEDED));
        assertThatExceptionOfType(ChainException.class)
                .isThrownBy(() -> chain.blocks(0, 1, passed))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.DEADLINE_EXCEEDED));
    }

    @Test
    void tellsSubscribersOfANewHeadUntilTheyLeave() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        ChainAdapter.Subscription subscription = chain.onNewHead(calls::incrementAndGet);
        grow();
        assertThat(calls).hasValueGreaterThanOrEqualTo(1);
        subscription.close();
        int before = calls.get();
        grow();
        assertThat(calls).hasValue(before);
    }

    @Test
    void anInterruptedReaderHarmsNobodyElse() throws Exception {
        Thread.currentThread().interrupt();
        try {
            chain.blocks(0, 1, soon());
        } catch (ChainException e) {
            assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE);
        } finally {
            Thread.interrupted();
        }
        grow();
        assertThat(chain.blocks(0, 1, soon()).first().number()).isZero();
    }

    @Test
    void aClosedChainSaysSoAndMayBeClosedAgain() {
        assertThat(chain.isOpen()).isTrue();
        chain.close();
        chain.close();
        assertThat(chain.isOpen()).isFalse();
        assertThatExceptionOfType(ChainException.class)
                .isThrownBy(() -> chain.head(soon()))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
    }

    private Block head() throws ChainException {
        return chain.head(soon());
    }

    private static Deadline soon() {
        return Deadline.in(PLENTY);
    }
}
