package org.synapsesubnet.engine.gguf;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * How the numbers of a tensor lie in the file. The block layouts and the rounding are those of llama.cpp's reference
 * quantisers ({@code ggml-quants.c}: {@code quantize_row_q4_0_ref}, {@code quantize_row_q8_0_ref}), so files travel both
 * ways.
 *
 * <p>Buffers are little-endian; counts are whole blocks.
 */
public enum TensorType {
    /** IEEE 754 single precision. */
    F32(0, 1, Float.BYTES) {
        @Override
        public void decode(ByteBuffer source, int offset, float[] target, int count) {
            for (int i = 0; i < count; i++) {
                target[i] = source.getFloat(offset + i * Float.BYTES);
            }
        }

        @Override
        void encodeBlock(float[] source, int from, ByteBuffer target) {
            target.putFloat(source[from]);
        }
    },
    /** IEEE 754 half precision, rounded to nearest even. */
    F16(1, 1, Short.BYTES) {
        @Override
        public void decode(ByteBuffer source, int offset, float[] target, int count) {
            for (int i = 0; i < count; i++) {
                target[i] = Float.float16ToFloat(source.getShort(offset + i * Short.BYTES));
            }
        }

        @Override
        void encodeBlock(float[] source, int from, ByteBuffer target) {
            target.putShort(Float.floatToFloat16(source[from]));
        }
    },
    /** 32 numbers share a half-precision scale; each is 4 bits, minus 8. The first 16 lie in the low nibbles. */
    Q4_0(2, 32, Short.BYTES + 16) {
        @Override
        public void decode(ByteBuffer source, int offset, float[] target, int count) {
            int at = offset;
            for (int block = 0; block < count; block += 32) {
                float scale = Float.float16ToFloat(source.getShort(at));
                for (int i = 0; i < 16; i++) {
                    int pair = source.get(at + Short.BYTES + i);
                    target[block + i] = ((pair & 0x0F) - 8) * scale;
                    target[block + i + 16] = (((pair >> 4) & 0x0F) - 8) * scale;
                }
                at += Short.BYTES + 16;
            }
        }

        @Override
        void encodeBlock(float[] source, int from, ByteBuffer target) {
            float extreme = 0;
            for (int i = 0; i < 32; i++) {
                if (Math.abs(source[from + i]) > Math.abs(extreme)) {
                    extreme = source[from + i];
                }
            }
            float scale = extreme / -8;
            float inverse = scale == 0 ? 0 : 1 / scale;
            target.putShort(Float.floatToFloat16(scale));
            for (int i = 0; i < 16; i++) {
                int low = Math.min(15, (int) (source[from + i] * inverse + 8.5f));
                int high = Math.min(15, (int) (source[from + i + 16] * inverse + 8.5f));
                target.put((byte) (low | high << 4));
            }
        }
    },
    /** 32 numbers share a half-precision scale; each is a signed byte. */
    Q8_0(8, 32, Short.BYTES + 32) {
        @Override
        public void decode(ByteBuffer source, int offset, float[] target, int count) {
            int at = offset;
            for (int block = 0; block < count; block += 32) {
                float scale = Float.float16ToFloat(source.getShort(at));
                for (int i = 0; i < 32; i++) {
                    target[block + i] = source.get(at + Short.BYTES + i) * scale;
                }
                at += Short.BYTES + 32;
            }
        }

        @Override
        void encodeBlock(float[] source, int from, ByteBuffer target) {
            float largest = 0;
            for (int i = 0; i < 32; i++) {
                largest = Math.max(largest, Math.abs(source[from + i]));
            }
            float scale = largest / 127;
            float inverse = scale == 0 ? 0 : 1 / scale;
            target.putShort(Float.floatToFloat16(scale));
            for (int i = 0; i < 32; i++) {
                target.put((byte) roundHalfAwayFromZero(source[from + i] * inverse));
            }
        }
    };

    private final int id;
    private final int blockLength;
    private final int blockBytes;

    TensorType(int id, int blockLength, int blockBytes) {
        this.id = id;
        this.blockLength = blockLength;
        this.blockBytes = blockBytes;
    }

    /** The number that stands for this type in a GGUF file. */
    public int id() {
        return id;
    }

    /** Numbers per block; the length of a row is a multiple of it. */
    public int blockLength() {
        return blockLength;
    }

    /** Bytes that {@code count} numbers take; {@code count} is a multiple of {@link #blockLength()}. */
    public long bytesOf(long count) {
        return Math.multiplyExact(count / blockLength, (long) blockBytes);
    }

    /** Writes {@code count} numbers, read from {@code offset} bytes into the source, to the start of the target. */
    public abstract void decode(ByteBuffer source, int offset, float[] target, int count);

    /** Appends all numbers of the source, whose length is a multiple of {@link #blockLength()}. */
    public void encode(float[] source, ByteBuffer target) {
        for (int from = 0; from < source.length; from += blockLength) {
            encodeBlock(source, from, target);
        }
    }

    abstract void encodeBlock(float[] source, int from, ByteBuffer target);

    /** The type with this number in a file, if the engine reads it. */
    public static Optional<TensorType> byId(int id) {
        return Arrays.stream(values()).filter(type -> type.id == id).findFirst();
    }

    /** C's {@code roundf}; {@link Math#round(float)} rounds negative halves the other way. */
    private static int roundHalfAwayFromZero(float value) {
        int whole = (int) value;
        float rest = value - whole;
        if (rest >= 0.5f) {
            return whole + 1;
        }
        return rest <= -0.5f ? whole - 1 : whole;
    }
}
