package org.synapsesubnet.engine.catalogue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a model's maker set for it.
 *
 * @param parameters options of requests that don't say otherwise, in Ollama's names
 * @param system the system text of conversations that begin without one; may be empty
 * @param template how turns are written, in Ollama's language; shown, not used
 * @param parent the model that it was made of; empty for none
 */
public record ModelDefaults(ObjectNode parameters, String system, String template, String parent) {

    /** Of a model that is nothing but a file. */
    public static final ModelDefaults NONE = new ModelDefaults(JsonNodeFactory.instance.objectNode(), "", "", "");
}
