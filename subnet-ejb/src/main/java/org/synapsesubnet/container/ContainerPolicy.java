package org.synapsesubnet.container;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.synapsesubnet.container.EngineException.Fault;

/**
 * What no container of ours may have, whoever asks for it: the host's powers, its network, or its files.
 *
 * @param capabilities the few that may be asked for; every other is refused
 */
public record ContainerPolicy(Set<String> capabilities) {

    /** No capability at all. */
    public static final ContainerPolicy STRICT = new ContainerPolicy(Set.of());

    private static final Pattern VOLUME_NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]*");
    private static final Set<String> NETWORKS_OF_THE_HOST = Set.of("host", "default", "bridge");

    public ContainerPolicy {
        capabilities = Set.copyOf(capabilities);
    }

    /** @throws EngineException {@code POLICY_VIOLATED}, with all that is wrong in one line */
    public void check(ContainerSpec spec) throws EngineException {
        List<String> violations = violations(spec);
        if (!violations.isEmpty()) {
            throw new EngineException(
                    Fault.POLICY_VIOLATED, "Container " + spec.name() + ": " + String.join("; ", violations));
        }
    }

    private List<String> violations(ContainerSpec spec) {
        var violations = new ArrayList<String>();
        if (spec.privileges().privileged()) {
            violations.add("privileged is refused");
        }
        var asked = new TreeSet<>(spec.privileges().capabilities());
        asked.removeAll(capabilities);
        if (!asked.isEmpty()) {
            violations.add("capabilities " + asked + " are refused");
        }
        // "container:x" joins another's network, whosever it is.
        if (NETWORKS_OF_THE_HOST.contains(spec.network()) || spec.network().contains(":")) {
            violations.add("network " + spec.network() + " is refused, a network of our own is needed");
        }
        for (VolumeMount volume : spec.volumes()) {
            if (!VOLUME_NAME.matcher(volume.source()).matches()) {
                violations.add("host path " + volume.source() + " is refused, a named volume is needed");
            }
        }
        return violations;
    }
}
