package org.synapsesubnet.engine.gguf;

import java.util.ArrayList;
import java.util.List;

/** Reads the announcement of one tensor and refuses sizes that no file of this engine may have. */
final class TensorInfoReader {

    /** One mapped buffer holds at most 2 GiB − 1. */
    static final long MAX_TENSOR_BYTES = Integer.MAX_VALUE;

    private TensorInfoReader() {}

    static TensorInfo read(HeaderCursor head, int index, int alignment) throws MalformedGgufException {
        String name = head.string("name of tensor " + index);
        String field = "tensor " + name;
        int dimensionCount = head.int32("dimensions of " + field);
        if (dimensionCount < 1 || dimensionCount > TensorInfo.MAX_DIMENSIONS) {
            throw new MalformedGgufException(
                    "dimensions of " + field,
                    Integer.toUnsignedString(dimensionCount),
                    "1 to " + TensorInfo.MAX_DIMENSIONS + " are allowed");
        }
        List<Long> dimensions = new ArrayList<>(dimensionCount);
        for (int i = 0; i < dimensionCount; i++) {
            dimensions.add(head.int64("dimension " + i + " of " + field));
        }
        int typeId = head.int32("type of " + field);
        TensorType type = TensorType.byId(typeId)
                .orElseThrow(() -> new MalformedGgufException(
                        "type of " + field, typeId, "only F32 (0), F16 (1), Q4_0 (2) and Q8_0 (8) are supported"));
        long offset = head.int64("offset of " + field);
        if (offset < 0 || offset % alignment != 0) {
            throw new MalformedGgufException(
                    "offset of " + field, Long.toUnsignedString(offset), "a multiple of " + alignment + " is needed");
        }
        return checked(name, dimensions, type, offset);
    }

    private static TensorInfo checked(String name, List<Long> dimensions, TensorType type, long offset)
            throws MalformedGgufException {
        try {
            TensorInfo tensor = new TensorInfo(name, dimensions, type, offset);
            if (tensor.bytes() > MAX_TENSOR_BYTES) {
                throw new MalformedGgufException(
                        "size of tensor " + name, tensor.bytes(), "at most " + MAX_TENSOR_BYTES + " bytes are allowed");
            }
            return tensor;
        } catch (IllegalArgumentException e) {
            throw new MalformedGgufException(String.valueOf(e.getMessage()));
        } catch (ArithmeticException e) {
            throw new MalformedGgufException(
                    "size of tensor " + name, dimensions, "at most " + MAX_TENSOR_BYTES + " bytes are allowed");
        }
    }
}
