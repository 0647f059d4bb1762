package org.synapsesubnet.engine.catalogue;

import java.util.regex.Pattern;

/** A model's name as Ollama writes it, {@code name:tag}; without a tag, {@code latest} is meant. */
public record ModelName(String value) {

    private static final int MAX_LENGTH = 256;
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]*:[A-Za-z0-9_][A-Za-z0-9._-]*");

    public ModelName {
        if (value.length() > MAX_LENGTH || !SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("model name: "
                    + (value.length() > 80 ? value.substring(0, 80) + "…" : value)
                    + ", but at most " + MAX_LENGTH + " characters of the form name:tag are allowed");
        }
    }

    public static ModelName of(String text) {
        return new ModelName(text.indexOf(':') < 0 ? text + ":latest" : text);
    }

    @Override
    public String toString() {
        return value;
    }
}
