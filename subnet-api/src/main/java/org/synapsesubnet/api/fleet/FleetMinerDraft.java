package org.synapsesubnet.api.fleet;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.problem.InvalidValue;

/**
 * A miner as an operator wants it ({@code POST /fleet/miners}, {@code PUT /fleet/miners/{name}}).
 *
 * @param name a letter, then at most 39 small letters, digits and {@code -}
 * @param host one of the configured container engines
 * @param image {@code sha256:…} or {@code repository@sha256:…}, never a tag
 * @param models names of the models it serves; the health check asks the first
 * @param slots answers made at once per model, 1–256
 * @param memoryBytes of each container, 16 MiB–64 TiB
 * @param cpuMillis thousandths of a core for each container, 10–1,000,000
 * @param pids processes and threads in each container, 4–100,000
 * @param gpus graphics processors of each container, 0–64
 * @param replicas containers, 0–1000
 * @param running whether there shall be any; true where nothing is said
 */
public record FleetMinerDraft(
        String name,
        String host,
        String image,
        List<String> models,
        int slots,
        long memoryBytes,
        int cpuMillis,
        int pids,
        int gpus,
        int replicas,
        @Nullable Boolean running) {

    @SuppressWarnings("ConstantValue") // a JSON body may lack any field
    public FleetMinerDraft {
        if (name == null) {
            throw new InvalidValue("name", "is needed");
        }
        if (host == null) {
            throw new InvalidValue("host", "is needed");
        }
        if (image == null) {
            throw new InvalidValue("image", "is needed");
        }
        if (models == null || models.stream().anyMatch(Objects::isNull)) {
            throw new InvalidValue("models", "must be a list of names");
        }
        models = List.copyOf(models);
    }
}
