package org.synapsesubnet.engine.gguf;

/** Types of metadata values; the ordinal is the number in the file. */
enum ValueType {
    UINT8(1),
    INT8(1),
    UINT16(2),
    INT16(2),
    UINT32(4),
    INT32(4),
    FLOAT32(4),
    BOOL(1),
    /** Eight bytes of length before the text. */
    STRING(8),
    /** Four bytes of type and eight of length before the elements. */
    ARRAY(12),
    UINT64(8),
    INT64(8),
    FLOAT64(8);

    private static final ValueType[] BY_NUMBER = values();

    private final int leastBytes;

    ValueType(int leastBytes) {
        this.leastBytes = leastBytes;
    }

    /** The fewest bytes a value takes: bounds an announced count before anything is allocated for it. */
    int leastBytes() {
        return leastBytes;
    }

    static ValueType of(int number, String field) throws MalformedGgufException {
        if (number < 0 || number >= BY_NUMBER.length) {
            throw new MalformedGgufException(
                    "type of " + field, number, "types go from 0 to " + (BY_NUMBER.length - 1));
        }
        return BY_NUMBER[number];
    }
}
