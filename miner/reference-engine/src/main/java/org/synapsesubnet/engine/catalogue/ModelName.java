package org.synapsesubnet.engine.catalogue;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A model's name as Ollama takes it apart: {@code host/namespace/model:tag}, where all but the model have a default. It
 * shows itself in the shortest form that means the same.
 *
 * @param host of the registry, with its port
 * @param namespace in the registry
 * @param model in the namespace
 * @param tag one of the model's
 */
public record ModelName(String host, String namespace, String model, String tag) {

    private static final String HOST = "registry.ollama.ai";
    private static final String NAMESPACE = "library";
    private static final String TAG = "latest";

    private static final Pattern HOST_SHAPE = Pattern.compile("\\w[\\w.:-]{0,349}");
    private static final Pattern NAMESPACE_SHAPE = Pattern.compile("\\w[\\w-]{0,79}");
    private static final Pattern PART_SHAPE = Pattern.compile("\\w[\\w.-]{0,79}");

    public ModelName {
        if (!HOST_SHAPE.matcher(host).matches()
                || !NAMESPACE_SHAPE.matcher(namespace).matches()
                || !PART_SHAPE.matcher(model).matches()
                || !PART_SHAPE.matcher(tag).matches()) {
            throw refused(host.equals(HOST) ? namespace + "/" + model + ":" + tag : host + "/…");
        }
    }

    /** @throws IllegalArgumentException when the text is no model's name */
    public static ModelName of(String text) {
        String rest = text.replaceFirst("^https?://", "");
        int colon = rest.lastIndexOf(':');
        String tag = TAG;
        if (colon > rest.lastIndexOf('/')) {
            tag = rest.substring(colon + 1);
            rest = rest.substring(0, colon);
        }
        String[] parts = rest.split("/", -1);
        try {
            return switch (parts.length) {
                case 1 -> new ModelName(HOST, NAMESPACE, parts[0], tag);
                case 2 -> new ModelName(HOST, parts[0], parts[1], tag);
                case 3 -> new ModelName(parts[0], parts[1], parts[2], tag);
                default -> throw refused(text);
            };
        } catch (IllegalArgumentException e) {
            throw refused(text);
        }
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException("model name: " + (text.length() > 80 ? text.substring(0, 80) + "…" : text)
                + ", but host/namespace/model:tag is needed, the last part at least, each of at most 80 letters,"
                + " digits, _ . -");
    }

    /** What a registry calls the model. */
    public String repository() {
        return namespace + "/" + model;
    }

    /** Where its manifest lies among the manifests. */
    public Path path() {
        return Path.of(host, namespace, model, tag);
    }

    @Override
    public String toString() {
        String shortest = model + ":" + tag;
        if (!host.equals(HOST)) {
            return host + "/" + namespace + "/" + shortest;
        }
        return namespace.equals(NAMESPACE) ? shortest : namespace + "/" + shortest;
    }
}
