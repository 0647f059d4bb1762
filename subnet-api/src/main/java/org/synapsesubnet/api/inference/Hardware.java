package org.synapsesubnet.api.inference;

import java.util.List;

/**
 * What a module runs on.
 *
 * @param processor kind of processor, 1 to 200 characters
 * @param processors that it may use, 1 to 65536
 * @param memoryBytes that it may use, 0 to 2^50; 0 where it doesn't know
 * @param accelerators names of graphics processors and the like
 */
public record Hardware(String processor, int processors, long memoryBytes, List<String> accelerators) {
    public Hardware {
        processor = Demand.text("processor", processor, 200);
        Demand.within("processors", processors, 1, 65_536);
        Demand.within("memoryBytes", memoryBytes, 0, 1L << 50);
        accelerators = Demand.list("accelerators", accelerators, 256);
    }
}
