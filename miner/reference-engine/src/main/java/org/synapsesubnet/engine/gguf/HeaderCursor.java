package org.synapsesubnet.engine.gguf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the head of a file value by value; what it announces is believed only as far as the file reaches. */
final class HeaderCursor {

    static final int MAX_STRING_BYTES = 16 << 20;
    static final int MAX_ARRAY_LENGTH = 16 << 20;

    private final ByteBuffer bytes;

    HeaderCursor(ByteBuffer bytes) {
        this.bytes = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    int position() {
        return bytes.position();
    }

    int int32(String field) throws MalformedGgufException {
        need(Integer.BYTES, field);
        return bytes.getInt();
    }

    long int64(String field) throws MalformedGgufException {
        need(Long.BYTES, field);
        return bytes.getLong();
    }

    /** An unsigned 64-bit count from 0 to {@code most}. */
    int count(String field, int most) throws MalformedGgufException {
        long count = int64(field);
        if (count < 0 || count > most) {
            throw new MalformedGgufException(field, Long.toUnsignedString(count), "at most " + most + " are allowed");
        }
        return (int) count;
    }

    String string(String field) throws MalformedGgufException {
        int length = count("length of " + field, MAX_STRING_BYTES);
        need(length, field);
        byte[] text = new byte[length];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    Object value(String key) throws MalformedGgufException {
        ValueType type = ValueType.of(int32("type of " + key), key);
        return type == ValueType.ARRAY ? array(key) : scalar(type, key);
    }

    private Object scalar(ValueType type, String key) throws MalformedGgufException {
        return switch (type) {
            case STRING -> string(key);
            case FLOAT32 -> Float.intBitsToFloat(int32(key));
            case FLOAT64 -> Double.longBitsToDouble(int64(key));
            case BOOL -> integer(type, key) != 0;
            default -> integer(type, key);
        };
    }

    private long integer(ValueType type, String key) throws MalformedGgufException {
        need(type.leastBytes(), key);
        return switch (type) {
            case UINT8, BOOL -> Byte.toUnsignedLong(bytes.get());
            case INT8 -> bytes.get();
            case UINT16 -> Short.toUnsignedLong(bytes.getShort());
            case INT16 -> bytes.getShort();
            case UINT32 -> Integer.toUnsignedLong(bytes.getInt());
            case INT32 -> bytes.getInt();
            case INT64 -> bytes.getLong();
            case UINT64 -> {
                long value = bytes.getLong();
                if (value < 0) {
                    throw new MalformedGgufException(
                            key, Long.toUnsignedString(value), "at most " + Long.MAX_VALUE + " is allowed");
                }
                yield value;
            }
            case FLOAT32, FLOAT64, STRING, ARRAY -> throw new IllegalArgumentException(type + " is no integer");
        };
    }

    private Object array(String key) throws MalformedGgufException {
        ValueType type = ValueType.of(int32("element type of " + key), key);
        int length = count("length of " + key, MAX_ARRAY_LENGTH);
        need((long) length * type.leastBytes(), key);
        return switch (type) {
            case ARRAY -> throw new MalformedGgufException(key, "an array of arrays", "arrays hold plain values only");
            case STRING -> {
                List<String> texts = new ArrayList<>(length);
                for (int i = 0; i < length; i++) {
                    texts.add(string(key));
                }
                yield List.copyOf(texts);
            }
            case FLOAT32, FLOAT64 -> {
                double[] numbers = new double[length];
                for (int i = 0; i < length; i++) {
                    numbers[i] = ((Number) scalar(type, key)).doubleValue();
                }
                yield numbers;
            }
            default -> {
                long[] integers = new long[length];
                for (int i = 0; i < length; i++) {
                    integers[i] = integer(type, key);
                }
                yield integers;
            }
        };
    }

    private void need(long count, String field) throws MalformedGgufException {
        if (bytes.remaining() < count) {
            throw new MalformedGgufException(
                    field,
                    "needs " + count + " bytes at offset " + bytes.position(),
                    "the file ends after " + bytes.limit());
        }
    }
}
