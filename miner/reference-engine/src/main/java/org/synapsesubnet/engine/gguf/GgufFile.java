package org.synapsesubnet.engine.gguf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A GGUF file of version 3, checked and memory-mapped. The format is described in ggml's {@code docs/gguf.md}.
 *
 * <p>The mapping lives as long as this object is reachable; nothing needs closing. Safe for use by many threads.
 */
public final class GgufFile {

    static final int MAGIC = 0x46554747; // "GGUF", little-endian
    static final int VERSION = 3;
    static final int MAX_TENSORS = 1 << 16;
    static final int MAX_METADATA = 1 << 16;
    static final int DEFAULT_ALIGNMENT = 32;
    static final String ALIGNMENT_KEY = "general.alignment";

    private final GgufMetadata metadata;
    private final Map<String, TensorInfo> tensors;
    private final Map<String, ByteBuffer> data;

    private GgufFile(GgufMetadata metadata, Map<String, TensorInfo> tensors, Map<String, ByteBuffer> data) {
        this.metadata = metadata;
        this.tensors = tensors;
        this.data = data;
    }

    /**
     * Opens a file and checks all that can be checked without reading the tensors.
     *
     * @throws MalformedGgufException if it is no GGUF file that this engine can serve
     * @throws IOException if it can't be read
     */
    public static GgufFile open(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return read(channel);
        } catch (MalformedGgufException e) {
            throw new MalformedGgufException(path.getFileName() + ": " + e.getMessage());
        }
    }

    private static GgufFile read(FileChannel channel) throws IOException {
        long size = channel.size();
        HeaderCursor head = new HeaderCursor(channel.map(MapMode.READ_ONLY, 0, Math.min(size, Integer.MAX_VALUE)));
        int magic = head.int32("magic");
        if (magic != MAGIC) {
            throw new MalformedGgufException(
                    "magic", String.format("0x%08x", magic), String.format("a GGUF file begins with 0x%08x", MAGIC));
        }
        int version = head.int32("version");
        if (version != VERSION) {
            throw new MalformedGgufException("version", version, "only version " + VERSION + " is supported");
        }
        int tensorCount = head.count("tensor_count", MAX_TENSORS);
        int metadataCount = head.count("metadata_kv_count", MAX_METADATA);
        GgufMetadata metadata = readMetadata(head, metadataCount);
        int alignment = metadata.integer(ALIGNMENT_KEY, 1, 1 << 20, DEFAULT_ALIGNMENT);
        Map<String, TensorInfo> tensors = readTensorInfos(head, tensorCount, alignment);
        long dataStart = (head.position() + alignment - 1L) / alignment * alignment;
        return new GgufFile(metadata, tensors, mapTensors(channel, tensors, dataStart, size));
    }

    private static GgufMetadata readMetadata(HeaderCursor head, int count) throws MalformedGgufException {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String key = head.string("key of metadata " + i);
            if (values.put(key, head.value(key)) != null) {
                throw new MalformedGgufException("metadata key", key, "each key is allowed once");
            }
        }
        return new GgufMetadata(values);
    }

    private static Map<String, TensorInfo> readTensorInfos(HeaderCursor head, int count, int alignment)
            throws MalformedGgufException {
        Map<String, TensorInfo> tensors = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            TensorInfo tensor = TensorInfoReader.read(head, i, alignment);
            if (tensors.put(tensor.name(), tensor) != null) {
                throw new MalformedGgufException("tensor name", tensor.name(), "each name is allowed once");
            }
        }
        return tensors;
    }

    private static Map<String, ByteBuffer> mapTensors(
            FileChannel channel, Map<String, TensorInfo> tensors, long dataStart, long size) throws IOException {
        Map<String, ByteBuffer> data = new LinkedHashMap<>();
        for (TensorInfo tensor : tensors.values()) {
            long start = dataStart + tensor.offset();
            if (start < 0 || start > size || tensor.bytes() > size - start) {
                throw new MalformedGgufException(
                        "tensor " + tensor.name(),
                        "needs " + tensor.bytes() + " bytes at offset " + start,
                        "the file ends after " + size);
            }
            data.put(
                    tensor.name(),
                    channel.map(MapMode.READ_ONLY, start, tensor.bytes()).order(ByteOrder.LITTLE_ENDIAN));
        }
        return data;
    }

    public GgufMetadata metadata() {
        return metadata;
    }

    public Set<String> tensorNames() {
        return Set.copyOf(tensors.keySet());
    }

    public boolean has(String tensor) {
        return tensors.containsKey(tensor);
    }

    /** What the file says of a tensor. */
    public TensorInfo tensor(String name) throws MalformedGgufException {
        TensorInfo tensor = tensors.get(name);
        if (tensor == null) {
            throw new MalformedGgufException("tensor " + name + " is missing");
        }
        return tensor;
    }

    /** The bytes of a tensor, little-endian and read-only; only absolute reads, since the buffer is shared. */
    public ByteBuffer data(String name) throws MalformedGgufException {
        ByteBuffer bytes = data.get(tensor(name).name());
        if (bytes == null) {
            throw new MalformedGgufException("tensor " + name + " has no data");
        }
        return bytes;
    }
}
