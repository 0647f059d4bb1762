package org.synapsesubnet.api.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object whose members are texts and whole numbers only: the wire form of every signed record. Anything else
 * (nesting, fractions, doubled names, text after the object) is refused, so that two readers can't disagree about what
 * was signed.
 */
public final class FlatJson {

    private static final int MAX_MEMBERS = 32;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(16_384)
                    .maxStringLength(8_192)
                    .build())
            .build();

    private final Map<String, Object> members = new LinkedHashMap<>();

    /** Reads one object of at most 16 KiB; throws IllegalArgumentException saying what is wrong with it. */
    public static FlatJson parse(String json) {
        var object = new FlatJson();
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("a JSON object was expected");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                object.readMember(parser);
            }
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("text follows the JSON object");
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not valid JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return object;
    }

    private void readMember(JsonParser parser) throws IOException {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        Object value = switch (token) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            default -> throw new IllegalArgumentException(name + " must be a text or a whole number");
        };
        if (members.put(name, value) != null) {
            throw new IllegalArgumentException(name + " is given twice");
        }
        if (members.size() > MAX_MEMBERS) {
            throw new IllegalArgumentException("more than " + MAX_MEMBERS + " members");
        }
    }

    public FlatJson with(String name, String value) {
        members.put(name, value);
        return this;
    }

    public FlatJson with(String name, long value) {
        members.put(name, value);
        return this;
    }

    public String text(String name) {
        if (member(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(name + " must be a text");
    }

    public long number(String name) {
        if (member(name) instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException(name + " must be a whole number");
    }

    public int integer(String name) {
        long number = number(name);
        if (number != (int) number) {
            throw new IllegalArgumentException(name + " must fit in 32 bits");
        }
        return (int) number;
    }

    private Object member(String name) {
        @Nullable Object value = members.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    /** The object as one line of JSON, members in the order in which they were given. */
    @Override
    public String toString() {
        var text = new StringWriter(512);
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, Object> member : members.entrySet()) {
                json.writeFieldName(member.getKey());
                if (member.getValue() instanceof Long number) {
                    json.writeNumber(number);
                } else {
                    json.writeString(member.getValue().toString());
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }
}
