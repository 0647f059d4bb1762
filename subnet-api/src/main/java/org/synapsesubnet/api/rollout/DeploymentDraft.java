package org.synapsesubnet.api.rollout;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.module.ReleaseVersion;
import org.synapsesubnet.api.problem.InvalidValue;

/**
 * A release to install on the fleet ({@code POST /modules/{name}/deployments}). It becomes a miner of the same name, whose
 * image and graphics processors are the release's.
 *
 * @param name a letter, then at most 39 small letters, digits and {@code -}; unique among the fleet's miners
 * @param version of a published release
 * @param host one of the configured container engines
 * @param models names of the models it serves; the health check asks the first
 * @param slots answers made at once per model, 1–256
 * @param replicas containers, 0–1000
 * @param memoryBytes of each container; null leaves it to what the release declares
 * @param cpuMillis thousandths of a core for each container; null leaves it to what the release declares
 * @param pids processes and threads in each container, 4–100,000; null for {@value #USUAL_PIDS}
 */
public record DeploymentDraft(
        String name,
        String version,
        String host,
        List<String> models,
        int slots,
        int replicas,
        @Nullable Long memoryBytes,
        @Nullable Integer cpuMillis,
        @Nullable Integer pids) {

    public static final int USUAL_PIDS = 256;

    @SuppressWarnings("ConstantValue") // a JSON body may lack any field
    public DeploymentDraft {
        if (name == null) {
            throw new InvalidValue("name", "is needed");
        }
        if (host == null) {
            throw new InvalidValue("host", "is needed");
        }
        version = ReleaseVersion.require(version);
        if (models == null || models.stream().anyMatch(Objects::isNull)) {
            throw new InvalidValue("models", "must be a list of names");
        }
        models = List.copyOf(models);
    }
}
