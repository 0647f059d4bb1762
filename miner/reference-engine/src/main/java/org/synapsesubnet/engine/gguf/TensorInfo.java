package org.synapsesubnet.engine.gguf;

import java.util.List;

/**
 * A tensor as the file announces it.
 *
 * @param name unique in its file
 * @param dimensions 1 to 4 lengths, the fastest running first (a matrix is columns, rows)
 * @param offset bytes from the start of the tensor data
 */
public record TensorInfo(String name, List<Long> dimensions, TensorType type, long offset) {

    static final int MAX_DIMENSIONS = 4;

    public TensorInfo {
        dimensions = List.copyOf(dimensions);
        if (dimensions.isEmpty() || dimensions.size() > MAX_DIMENSIONS) {
            throw new IllegalArgumentException("dimensions of " + name + ": " + dimensions.size() + ", but 1 to "
                    + MAX_DIMENSIONS + " are allowed");
        }
        for (long length : dimensions) {
            if (length < 1) {
                throw new IllegalArgumentException(
                        "dimension of " + name + ": " + length + ", but at least 1 is needed");
            }
        }
        if (dimensions.getFirst() % type.blockLength() != 0) {
            throw new IllegalArgumentException("row of " + name + ": " + dimensions.getFirst() + " numbers, but " + type
                    + " needs a multiple of " + type.blockLength());
        }
    }

    /** Count of numbers; throws {@link ArithmeticException} beyond 2⁶³. */
    public long count() {
        return dimensions.stream().reduce(1L, Math::multiplyExact);
    }

    public long bytes() {
        return type.bytesOf(count());
    }
}
