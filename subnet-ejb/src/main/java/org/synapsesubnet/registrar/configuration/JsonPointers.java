package org.synapsesubnet.registrar.configuration;

/** Places in a JSON text as <a href="https://www.rfc-editor.org/rfc/rfc6901">RFC 6901</a> writes them. */
final class JsonPointers {
    private JsonPointers() {}

    /** A member's name as one part of a pointer. */
    static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
