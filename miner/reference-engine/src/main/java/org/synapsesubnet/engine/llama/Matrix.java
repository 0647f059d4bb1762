package org.synapsesubnet.engine.llama;

import java.nio.ByteBuffer;
import java.util.List;
import org.synapsesubnet.engine.gguf.GgufFile;
import org.synapsesubnet.engine.gguf.MalformedGgufException;
import org.synapsesubnet.engine.gguf.TensorInfo;
import org.synapsesubnet.engine.gguf.TensorType;

/** A weight matrix that stays in the mapped file and is decoded row by row as it is used. */
final class Matrix {

    private final TensorType type;
    private final ByteBuffer data;
    private final int rowBytes;
    private final int rows;
    private final int columns;

    private Matrix(TensorType type, ByteBuffer data, int rows, int columns) {
        this.type = type;
        this.data = data;
        this.rows = rows;
        this.columns = columns;
        this.rowBytes = (int) type.bytesOf(columns);
    }

    /**
     * A matrix of a file.
     *
     * @throws MalformedGgufException if it is missing or has another shape
     */
    static Matrix of(GgufFile file, String name, int columns, int rows) throws MalformedGgufException {
        TensorInfo tensor = file.tensor(name);
        List<Long> expected = List.of((long) columns, (long) rows);
        if (!tensor.dimensions().equals(expected)) {
            throw new MalformedGgufException(
                    "shape of tensor " + name + ": " + tensor.dimensions() + ", but the metadata ask for " + expected);
        }
        return new Matrix(tensor.type(), file.data(name), rows, columns);
    }

    int rows() {
        return rows;
    }

    void row(int row, float[] target) {
        type.decode(data, row * rowBytes, target, columns);
    }

    /**
     * Multiplies {@code count} vectors, one after the other in {@code x}, and writes the results one after the other
     * to {@code y}. Each result is summed in the same order whatever {@code count} is.
     *
     * @param scratch room for a row
     */
    void multiply(float[] x, int count, float[] y, float[] scratch) {
        for (int row = 0; row < rows; row++) {
            row(row, scratch);
            for (int i = 0; i < count; i++) {
                y[i * rows + row] = FixedOrder.dot(scratch, 0, x, i * columns, columns);
            }
        }
    }
}
