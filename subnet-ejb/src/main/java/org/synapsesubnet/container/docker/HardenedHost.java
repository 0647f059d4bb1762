package org.synapsesubnet.container.docker;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.DeviceRequest;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.LogConfig.LoggingType;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.VolumeOptions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.synapsesubnet.container.ContainerSpec;
import org.synapsesubnet.container.HealthCommand;

/** What a container of ours gets of its host: as little as it needs to run. */
final class HardenedHost {

    private static final Map<String, String> SMALL_TMP = Map.of("/tmp", "rw,noexec,nosuid,nodev,size=64m");
    private static final LogConfig BOUNDED_LOGS =
            new LogConfig(LoggingType.JSON_FILE, Map.of("max-size", "10m", "max-file", "2"));

    private HardenedHost() {}

    static HostConfig of(ContainerSpec spec) {
        HostConfig host = HostConfig.newHostConfig()
                .withSecurityOpts(List.of("no-new-privileges:true"))
                .withPrivileged(spec.privileges().privileged())
                .withCapDrop(Capability.ALL)
                .withCapAdd(spec.privileges().capabilities().stream()
                        .sorted()
                        .map(Capability::valueOf)
                        .toArray(Capability[]::new))
                .withReadonlyRootfs(true)
                .withTmpFs(SMALL_TMP)
                .withNetworkMode(spec.network())
                // No swap besides: an engine that swaps answers nobody in time.
                .withMemory(spec.limits().memoryBytes())
                .withMemorySwap(spec.limits().memoryBytes())
                .withNanoCPUs(spec.limits().cpuMillis() * 1_000_000L)
                .withPidsLimit((long) spec.limits().pids())
                .withRestartPolicy(RestartPolicy.noRestart())
                .withLogConfig(BOUNDED_LOGS)
                .withMounts(mounts(spec));
        if (!spec.ports().isEmpty()) {
            host.withPortBindings(spec.ports().stream()
                    .map(port -> new PortBinding(
                            new Ports.Binding(port.address(), Integer.toString(port.hostPort())),
                            ExposedPort.tcp(port.port())))
                    .toList());
        }
        if (spec.gpus() > 0) {
            host.withDeviceRequests(
                    List.of(new DeviceRequest().withCount(spec.gpus()).withCapabilities(List.of(List.of("gpu")))));
        }
        return host;
    }

    static List<ExposedPort> exposed(ContainerSpec spec) {
        return spec.ports().stream().map(port -> ExposedPort.tcp(port.port())).toList();
    }

    static HealthCheck healthCheck(HealthCommand health) {
        return new HealthCheck()
                .withTest(Stream.concat(Stream.of("CMD"), health.command().stream())
                        .toList())
                .withInterval(health.interval().toNanos())
                .withTimeout(health.deadline().toNanos())
                .withRetries(health.retries());
    }

    /** The engine makes a missing volume with the container, and the labels tell whose it is. */
    private static List<Mount> mounts(ContainerSpec spec) {
        return spec.volumes().stream()
                .map(volume -> new Mount()
                        .withType(MountType.VOLUME)
                        .withSource(volume.source())
                        .withTarget(volume.target())
                        .withVolumeOptions(new VolumeOptions().withLabels(spec.labels())))
                .toList();
    }
}
