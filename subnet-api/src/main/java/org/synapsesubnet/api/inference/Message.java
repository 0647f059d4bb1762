package org.synapsesubnet.api.inference;

/**
 * A turn of a conversation.
 *
 * @param content may be empty
 */
public record Message(Role role, String content) {
    public Message {
        role = Demand.present("role", role);
        content = Demand.present("content", content);
    }
}
