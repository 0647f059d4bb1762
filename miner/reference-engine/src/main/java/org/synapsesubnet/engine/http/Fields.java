package org.synapsesubnet.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fields of a JSON object, read by type; a wrong one is refused by its name. {@code null} counts as absent. */
final class Fields {

    private static final int MAX_SHOWN = 40;

    private final ObjectNode object;
    private final String prefix;

    Fields(ObjectNode object, String prefix) {
        this.object = object;
        this.prefix = prefix;
    }

    /** These fields, and those of the other object that aren't here. */
    Fields over(ObjectNode other) {
        ObjectNode all = other.deepCopy();
        object.properties().stream()
                .filter(field -> !field.getValue().isNull())
                .forEach(field -> all.set(field.getKey(), field.getValue()));
        return new Fields(all, prefix);
    }

    /** All of them, as they came. */
    ObjectNode all() {
        return object;
    }

    Optional<JsonNode> node(String name) {
        return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
    }

    boolean has(String name) {
        return node(name).isPresent();
    }

    Optional<String> text(String name) throws ApiException {
        Optional<JsonNode> node = node(name);
        if (node.isPresent() && !node.get().isTextual()) {
            throw wrong(name, node.get(), "a string");
        }
        return node.map(JsonNode::textValue);
    }

    boolean flag(String name, boolean otherwise) throws ApiException {
        Optional<JsonNode> node = node(name);
        if (node.isPresent() && !node.get().isBoolean()) {
            throw wrong(name, node.get(), "true or false");
        }
        return node.map(JsonNode::booleanValue).orElse(otherwise);
    }

    double number(String name, double otherwise) throws ApiException {
        Optional<JsonNode> node = node(name);
        if (node.isPresent() && !node.get().isNumber()) {
            throw wrong(name, node.get(), "a number");
        }
        return node.map(JsonNode::doubleValue).orElse(otherwise);
    }

    /** A whole number; 4.0 is one too, since some clients write all numbers so. */
    long integer(String name, long otherwise) throws ApiException {
        Optional<JsonNode> node = node(name);
        if (node.isEmpty()) {
            return otherwise;
        }
        JsonNode number = node.get();
        boolean whole = number.isIntegralNumber()
                ? number.canConvertToLong()
                : number.isFloatingPointNumber() && number.doubleValue() == (long) number.doubleValue();
        if (whole) {
            return number.longValue();
        }
        throw wrong(name, number, "a whole number");
    }

    int integer(String name, int otherwise, int least, int most) throws ApiException {
        long value = integer(name, (long) otherwise);
        if (value < least || value > most) {
            throw ApiException.badRequest(
                    prefix + name + ": " + value + ", but " + least + " to " + most + " is allowed");
        }
        return (int) value;
    }

    Fields object(String name) throws ApiException {
        Optional<JsonNode> node = node(name);
        if (node.isEmpty()) {
            return new Fields(object.objectNode(), prefix + name + ".");
        }
        if (node.get() instanceof ObjectNode inner) {
            return new Fields(inner, prefix + name + ".");
        }
        throw wrong(name, node.get(), "an object");
    }

    List<Fields> objects(String name) throws ApiException {
        List<Fields> objects = new ArrayList<>();
        for (JsonNode element : array(name)) {
            if (!(element instanceof ObjectNode inner)) {
                throw wrong(name, element, "an array of objects");
            }
            objects.add(new Fields(inner, prefix + name + "[" + objects.size() + "]."));
        }
        return objects;
    }

    /** One string, or an array of strings. */
    List<String> texts(String name) throws ApiException {
        Optional<JsonNode> node = node(name);
        if (node.isPresent() && node.get().isTextual()) {
            return List.of(node.get().textValue());
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array(name)) {
            if (!element.isTextual()) {
                throw wrong(name, element, "a string or an array of strings");
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    int[] integers(String name) throws ApiException {
        List<Integer> integers = new ArrayList<>();
        for (JsonNode element : array(name)) {
            if (!element.isInt()) {
                throw wrong(name, element, "an array of whole numbers");
            }
            integers.add(element.intValue());
        }
        return integers.stream().mapToInt(Integer::intValue).toArray();
    }

    private Iterable<JsonNode> array(String name) throws ApiException {
        Optional<JsonNode> node = node(name);
        if (node.isPresent() && !node.get().isArray()) {
            throw wrong(name, node.get(), "an array");
        }
        return node.<Iterable<JsonNode>>map(array -> array).orElse(List.of());
    }

    /** Refuses a field that would change the answer in a way this engine can't. */
    void refuse(String name, String because) throws ApiException {
        Optional<JsonNode> node = node(name);
        boolean asked = node.isPresent()
                && !(node.get().isContainerNode() && node.get().isEmpty())
                && !(node.get().isTextual() && node.get().textValue().isEmpty())
                && !(node.get().isBoolean() && !node.get().booleanValue());
        if (asked) {
            throw ApiException.badRequest(prefix + name + ": " + because);
        }
    }

    String path(String name) {
        return prefix + name;
    }

    private ApiException wrong(String name, JsonNode value, String needed) {
        String shown = value.toString();
        return ApiException.badRequest(prefix + name + ": "
                + (shown.length() > MAX_SHOWN ? shown.substring(0, MAX_SHOWN) + "…" : shown) + ", but " + needed
                + " is needed");
    }
}
