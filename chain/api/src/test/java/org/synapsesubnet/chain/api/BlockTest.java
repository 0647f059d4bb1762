package org.synapsesubnet.chain.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockTest {

    private static final BlockHash A = hash(1);
    private static final BlockHash B = hash(2);
    private static final Block FIRST = block(0, A, BlockHash.ZERO);
    private static final Block SECOND = block(1, B, A);

    @Test
    void aHashHasOneForm() {
        assertThat(A.bytes()).hasSize(BlockHash.BYTES);
        assertThat(BlockHash.of(A.bytes())).isEqualTo(A);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BlockHash(A.text().replace('0', 'F')));
        assertThatIllegalArgumentException().isThrownBy(() -> BlockHash.of(new byte[31]));
    }

    @Test
    void onlyTheFirstBlockHasNoParent() {
        assertThatIllegalArgumentException().isThrownBy(() -> block(0, A, B)).withMessageContaining("parent");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> block(1, A, BlockHash.ZERO))
                .withMessageContaining("parent");
    }

    @Test
    void refusesNumbersBelowZeroAndTimesFinerThanMilliseconds() {
        assertThatIllegalArgumentException().isThrownBy(() -> block(-1, A, B)).withMessageContaining("number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Block(0, A, BlockHash.ZERO, Instant.ofEpochSecond(0, 1), List.of()))
                .withMessageContaining("milliseconds");
    }

    @Test
    void aRangeIsAnUnbrokenChain() {
        BlockRange range = new BlockRange(List.of(FIRST, SECOND));
        assertThat(range.next()).isEqualTo(2);
        assertThatIllegalArgumentException().isThrownBy(() -> new BlockRange(List.of(SECOND, FIRST)));
        assertThatIllegalArgumentException().isThrownBy(() -> new BlockRange(List.of(FIRST, block(1, A, B))));
    }

    @Test
    void aRangeIsNeitherEmptyNorUnbounded() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BlockRange(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BlockRange(Collections.nCopies(BlockRange.MAX_BLOCKS + 1, FIRST)))
                .withMessageContaining("1025");
    }

    private static Block block(long number, BlockHash hash, BlockHash parent) {
        return new Block(number, hash, parent, Instant.EPOCH, List.of());
    }

    private static BlockHash hash(int last) {
        byte[] bytes = new byte[BlockHash.BYTES];
        bytes[BlockHash.BYTES - 1] = (byte) last;
        return BlockHash.of(bytes);
    }
}
