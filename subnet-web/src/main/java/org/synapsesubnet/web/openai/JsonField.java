package org.synapsesubnet.web.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.validator.gateway.GatewayError;
import org.synapsesubnet.validator.gateway.GatewayException;

/**
 * A field of a request, with its path as OpenAI names it in {@code param}, such as {@code messages[0].role}. Reading it
 * as what it isn't refuses the request by that name.
 */
record JsonField(String path, JsonNode value) {

    static JsonField of(JsonNode object, String name) {
        return new JsonField(name, object.path(name));
    }

    JsonField child(String name) {
        return new JsonField(path + "." + name, value.path(name));
    }

    JsonField element(int index) {
        return new JsonField(path + "[" + index + "]", value.path(index));
    }

    boolean isAbsent() {
        return value.isMissingNode() || value.isNull();
    }

    String text() {
        if (!value.isTextual()) {
            throw mismatch("a string");
        }
        return value.textValue();
    }

    @Nullable
    String optionalText() {
        return isAbsent() ? null : text();
    }

    boolean flag() {
        if (isAbsent()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw mismatch("a boolean");
        }
        return value.booleanValue();
    }

    double number(double least, double most) {
        if (!value.isNumber()) {
            throw mismatch("a number");
        }
        double number = value.doubleValue();
        if (!(number >= least && number <= most)) {
            throw refused("%s: %s must be from %s to %s", path, value.asText(), plain(least), plain(most));
        }
        return number;
    }

    long integer(long least, long most) {
        if (!value.isIntegralNumber()) {
            throw mismatch("an integer");
        }
        if (!value.canConvertToLong() || value.longValue() < least || value.longValue() > most) {
            throw refused("%s: %s must be from %d to %d", path, value.asText(), least, most);
        }
        return value.longValue();
    }

    JsonField array() {
        if (!value.isArray()) {
            throw mismatch("an array");
        }
        return this;
    }

    JsonField object() {
        if (!value.isObject()) {
            throw mismatch("an object");
        }
        return this;
    }

    int size() {
        return value.size();
    }

    GatewayException mismatch(String expected) {
        return isAbsent()
                ? refused("%s is missing; it must be %s", path, expected)
                : refused(
                        "%s must be %s, not %s",
                        path, expected, value.getNodeType().name().toLowerCase(Locale.ROOT));
    }

    GatewayException refused(String format, Object... values) {
        return new GatewayException(GatewayError.invalid(path, String.format(Locale.ROOT, format, values)));
    }

    private static String plain(double limit) {
        return limit == Math.rint(limit) ? Long.toString((long) limit) : Double.toString(limit);
    }
}
