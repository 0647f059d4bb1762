package org.synapsesubnet.engine.gguf;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes GGUF files of version 3; the same calls give the same bytes.
 *
 * <p>Not thread-safe; for models that fit into memory.
 */
public final class GgufWriter {

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Pending(String name, List<Long> dimensions, TensorType type, byte[] data) {}

    private final Map<String, Object> metadata = new LinkedHashMap<>();
    private final List<Pending> tensors = new ArrayList<>();

    /**
     * Adds a value: {@code Integer} (written as uint32), {@code Float}, {@code Boolean}, {@code String},
     * {@code List<String>} or {@code int[]} (an array of int32).
     */
    public GgufWriter put(String key, Object value) {
        metadata.put(key, value);
        return this;
    }

    /** Adds a tensor, its numbers in row order; {@code dimensions} has the fastest running first. */
    public GgufWriter tensor(String name, TensorType type, float[] numbers, long... dimensions) {
        TensorInfo info = new TensorInfo(name, Arrays.stream(dimensions).boxed().toList(), type, 0);
        if (info.count() != numbers.length) {
            throw new IllegalArgumentException(
                    "tensor " + name + ": " + numbers.length + " numbers, but its dimensions need " + info.count());
        }
        ByteBuffer data = ByteBuffer.allocate((int) info.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        type.encode(numbers, data);
        tensors.add(new Pending(name, info.dimensions(), type, data.array()));
        return this;
    }

    public void write(Path path) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
            byte[] head = head();
            out.write(head);
            pad(out, head.length);
            for (Pending tensor : tensors) {
                out.write(tensor.data);
                pad(out, tensor.data.length);
            }
        }
    }

    private byte[] head() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        LittleEndian out = new LittleEndian(new DataOutputStream(bytes));
        out.int32(GgufFile.MAGIC);
        out.int32(GgufFile.VERSION);
        out.int64(tensors.size());
        out.int64(metadata.size());
        for (Map.Entry<String, Object> entry : metadata.entrySet()) {
            out.string(entry.getKey());
            out.value(entry.getValue());
        }
        long offset = 0;
        for (Pending tensor : tensors) {
            out.string(tensor.name);
            out.int32(tensor.dimensions.size());
            for (long dimension : tensor.dimensions) {
                out.int64(dimension);
            }
            out.int32(tensor.type.id());
            out.int64(offset);
            offset += aligned(tensor.data.length);
        }
        return bytes.toByteArray();
    }

    private static long aligned(long length) {
        return (length + GgufFile.DEFAULT_ALIGNMENT - 1) / GgufFile.DEFAULT_ALIGNMENT * GgufFile.DEFAULT_ALIGNMENT;
    }

    private static void pad(OutputStream out, long length) throws IOException {
        out.write(new byte[(int) (aligned(length) - length)]);
    }

    private record LittleEndian(DataOutputStream out) {

        void int32(int value) throws IOException {
            out.writeInt(Integer.reverseBytes(value));
        }

        void int64(long value) throws IOException {
            out.writeLong(Long.reverseBytes(value));
        }

        void string(String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            int64(bytes.length);
            out.write(bytes);
        }

        @SuppressWarnings("EnumOrdinal") // Declared in the order of the file format.
        void type(ValueType type) throws IOException {
            int32(type.ordinal());
        }

        void value(Object value) throws IOException {
            switch (value) {
                case Integer number -> {
                    type(ValueType.UINT32);
                    int32(number);
                }
                case Float number -> {
                    type(ValueType.FLOAT32);
                    int32(Float.floatToRawIntBits(number));
                }
                case Boolean flag -> {
                    type(ValueType.BOOL);
                    out.writeByte(flag ? 1 : 0);
                }
                case String text -> {
                    type(ValueType.STRING);
                    string(text);
                }
                case List<?> texts -> {
                    type(ValueType.ARRAY);
                    type(ValueType.STRING);
                    int64(texts.size());
                    for (Object text : texts) {
                        string((String) text);
                    }
                }
                case int[] integers -> {
                    type(ValueType.ARRAY);
                    type(ValueType.INT32);
                    int64(integers.length);
                    for (int integer : integers) {
                        int32(integer);
                    }
                }
                default -> throw new IllegalArgumentException("metadata of " + value.getClass() + " can't be written");
            }
        }
    }
}
