package org.synapsesubnet.api.chain;

import java.util.List;
import java.util.Map;

/**
 * A command that the chain has taken.
 *
 * @param block number of the final block that holds it
 * @param events what it brought
 */
public record CommandResult(long block, List<Event> events) {

    public CommandResult {
        events = List.copyOf(events);
    }

    /**
     * Something that became true.
     *
     * @param name such as {@code NeuronRegistered}
     * @param values by name; amounts in rao
     */
    public record Event(String name, Map<String, String> values) {

        public Event {
            values = Map.copyOf(values);
        }
    }
}
