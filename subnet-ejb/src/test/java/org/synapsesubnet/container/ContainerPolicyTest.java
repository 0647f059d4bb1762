package org.synapsesubnet.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synapsesubnet.container.EngineException.Fault;

class ContainerPolicyTest {

    private static final ImageReference IMAGE = new ImageReference("sha256:" + "0".repeat(64));

    @Test
    void anOrdinaryContainerMayRun() {
        assertThatCode(() -> ContainerPolicy.STRICT.check(ContainerSpec.of("miner", IMAGE, "inside")
                        .withVolumes(List.of(new VolumeMount("models", "/models")))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "bridge", "default", "container:somebody"})
    void aNetworkThatIsNotOurOwnIsRefused(String network) {
        refused(ContainerSpec.of("miner", IMAGE, network), "network " + network + " is refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/var/run/docker.sock", "./here", "../there", "~/home"})
    void aHostPathIsRefused(String path) {
        refused(
                ContainerSpec.of("miner", IMAGE, "inside").withVolumes(List.of(new VolumeMount(path, "/models"))),
                "host path " + path + " is refused");
    }

    @Test
    void privilegesAreRefused() {
        refused(
                ContainerSpec.of("miner", IMAGE, "inside").withPrivileges(new Privileges(true, Set.of("SYS_ADMIN"))),
                "privileged is refused; capabilities [SYS_ADMIN] are refused");
    }

    @Test
    void aCapabilityMayBeAllowed() {
        assertThatCode(() -> new ContainerPolicy(Set.of("SYS_NICE"))
                        .check(ContainerSpec.of("miner", IMAGE, "inside")
                                .withPrivileges(new Privileges(false, Set.of("SYS_NICE")))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ollama/ollama", "ollama/ollama:latest", "sha256:abc", "latest@sha256:"})
    void anImageIsNamedByItsDigestOnly(String name) {
        assertThatThrownBy(() -> new ImageReference(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("image: '" + name + "'");
    }

    private static void refused(ContainerSpec spec, String why) {
        assertThatThrownBy(() -> ContainerPolicy.STRICT.check(spec))
                .isInstanceOfSatisfying(EngineException.class, e -> {
                    assertThat(e.fault()).isEqualTo(Fault.POLICY_VIOLATED);
                    assertThat(e).hasMessageContaining(why);
                });
    }
}
