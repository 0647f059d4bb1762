package org.synapsesubnet.engine.generation;

import java.util.Set;

/** A turn of a conversation. */
public record ChatMessage(String role, String content) {

    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant", "tool");

    public ChatMessage {
        if (!ROLES.contains(role)) {
            throw new IllegalArgumentException(
                    "role: " + role + ", but only system, developer, user, assistant and tool are allowed");
        }
    }
}
