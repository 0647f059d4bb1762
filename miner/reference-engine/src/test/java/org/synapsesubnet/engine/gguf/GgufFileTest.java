package org.synapsesubnet.engine.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.engine.TinyFiles;
import org.synapsesubnet.engine.catalogue.ModelName;
import org.synapsesubnet.engine.catalogue.ServedModel;

class GgufFileTest {

    private static final int VERSION_AT = 4;
    private static final int TENSOR_COUNT_AT = 8;
    private static final int METADATA_COUNT_AT = 16;
    private static final int FIRST_KEY_AT = 24;

    @TempDir
    private Path folder;

    @Test
    void readsWhatTheWriterWrote() throws Exception {
        Path path = folder.resolve("all.gguf");
        new GgufWriter()
                .put("int", 7)
                .put("float", 1.5f)
                .put("flag", true)
                .put("text", "grüße")
                .put("texts", List.of("a", "", "c"))
                .put("ints", new int[] {-1, 0, 3})
                .tensor("t", TensorType.F32, new float[] {1, 2, 3, 4, 5, 6}, 3, 2)
                .tensor("h", TensorType.F16, new float[] {0.5f}, 1)
                .write(path);
        GgufFile file = GgufFile.open(path);
        assertThat(file.metadata().integer("int", 0, 10)).isEqualTo(7);
        assertThat(file.metadata().positive("float")).isEqualTo(1.5);
        assertThat(file.metadata().flag("flag", false)).isTrue();
        assertThat(file.metadata().text("text")).isEqualTo("grüße");
        assertThat(file.metadata().texts("texts")).containsExactly("a", "", "c");
        assertThat(file.metadata().integers("ints").orElseThrow()).containsExactly(-1, 0, 3);
        assertThat(file.tensor("t").dimensions()).containsExactly(3L, 2L);
        assertThat(file.data("t").getFloat(5 * Float.BYTES)).isEqualTo(6);
        assertThat(file.data("h").getShort(0)).isEqualTo(Float.floatToFloat16(0.5f));
    }

    @Test
    void refusesAnotherMagic() {
        assertRefused(tiny().put(0, (byte) 'X'), "magic: 0x46554758, but a GGUF file begins with 0x46554747");
    }

    @Test
    void refusesAnotherVersion() {
        assertRefused(tiny().putInt(VERSION_AT, 2), "version: 2, but only version 3 is supported");
    }

    @Test
    void refusesAbsurdCounts() {
        assertRefused(
                tiny().putLong(TENSOR_COUNT_AT, 1L << 40),
                "tensor_count: 1099511627776, but at most 65536 are allowed");
        assertRefused(
                tiny().putLong(METADATA_COUNT_AT, -1),
                "metadata_kv_count: 18446744073709551615, but at most 65536 are allowed");
        assertRefused(
                tiny().putLong(FIRST_KEY_AT, 1L << 30),
                "length of key of metadata 0: 1073741824, but at most 16777216 are allowed");
    }

    @Test
    void refusesAnArrayLongerThanTheFileWithoutMakingRoomForIt() throws Exception {
        ByteBuffer head = header(0, 1);
        string(head, "a");
        head.putInt(9).putInt(10).putLong(16 << 20);
        assertRefused(head, "a: needs 134217728 bytes at offset " + head.position());
    }

    @Test
    void refusesAnEmptyAndATruncatedFile() throws Exception {
        assertRefused(ByteBuffer.allocate(0), "magic: needs 4 bytes at offset 0, but the file ends after 0");
        byte[] whole = tiny().array();
        assertRefused(
                ByteBuffer.wrap(Arrays.copyOf(whole, whole.length - 1000)), "tensor output.weight: needs 65536 bytes");
    }

    @Test
    void refusesTensorsOfAbsurdShape() {
        assertRefused(tensor("t", 0, 0, 0, 1), "dimension of t: 0, but at least 1 is needed");
        assertRefused(tensor("t", 0, 0, 1L << 40, 1L << 40), "size of tensor t: [1099511627776, 1099511627776]");
        assertRefused(tensor("t", 0, 0, 1L << 31), "size of tensor t: 8589934592, but at most 2147483647");
        assertRefused(tensor("t", 2, 0, 33), "row of t: 33 numbers, but Q4_0 needs a multiple of 32");
        assertRefused(tensor("t", 0, 7, 1), "offset of tensor t: 7, but a multiple of 32 is needed");
        assertRefused(tensor("t", 14, 0, 1), "type of tensor t: 14, but only F32 (0), F16 (1), Q4_0 (2)");
        assertRefused(tensor("t", 0, 0, 1, 1, 1, 1, 1), "dimensions of tensor t: 5, but 1 to 4 are allowed");
    }

    @Test
    void namesAMissingKeyAndAWrongType() throws Exception {
        GgufMetadata metadata = GgufFile.open(TinyFiles.F16).metadata();
        assertThatThrownBy(() -> metadata.text("nothing")).hasMessage("metadata lacks nothing");
        assertThatThrownBy(() -> metadata.text("llama.block_count"))
                .hasMessage("llama.block_count: 2, but a string is needed");
        assertThatThrownBy(() -> metadata.integer("llama.block_count", 3, 4))
                .hasMessage("llama.block_count: 2, but an integer from 3 to 4 is needed");
        assertThatThrownBy(() -> metadata.texts("tokenizer.ggml.token_type"))
                .hasMessage("tokenizer.ggml.token_type: an array of 512 integers, but an array of strings is needed");
    }

    /** Whatever the damage, it is an IOException with a message, or a model that loads; never another failure. */
    @Test
    void survivesRandomDamageToTheHead() throws Exception {
        byte[] whole = tiny().array();
        Random random = new Random(99);
        Path path = folder.resolve("damaged.gguf");
        int refused = 0;
        for (int round = 0; round < 400; round++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i <= random.nextInt(4); i++) {
                damaged[random.nextInt(14_000)] = (byte) random.nextInt();
            }
            int length = random.nextInt(10) == 0 ? random.nextInt(whole.length) : whole.length;
            Files.write(path, Arrays.copyOf(damaged, length));
            try {
                ServedModel.open(ModelName.of("damaged"), path);
            } catch (IOException e) {
                assertThat(e.getMessage()).startsWith("damaged.gguf: ");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(50);
    }

    private static ByteBuffer tiny() {
        try {
            return ByteBuffer.wrap(Files.readAllBytes(TinyFiles.F16)).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ByteBuffer header(long tensors, long metadata) {
        return ByteBuffer.allocate(512)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(GgufFile.MAGIC)
                .putInt(GgufFile.VERSION)
                .putLong(tensors)
                .putLong(metadata);
    }

    private static void string(ByteBuffer out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.putLong(bytes.length).put(bytes);
    }

    private static ByteBuffer tensor(String name, int type, long offset, long... dimensions) {
        ByteBuffer head = header(1, 0);
        string(head, name);
        head.putInt(dimensions.length);
        Arrays.stream(dimensions).forEach(head::putLong);
        return head.putInt(type).putLong(offset);
    }

    private void assertRefused(ByteBuffer bytes, String message) {
        assertThatThrownBy(() -> {
                    Path path = folder.resolve("bad.gguf");
                    Files.write(path, bytes.array());
                    GgufFile.open(path);
                })
                .isInstanceOf(MalformedGgufException.class)
                .hasMessageStartingWith("bad.gguf: " + message);
    }
}
