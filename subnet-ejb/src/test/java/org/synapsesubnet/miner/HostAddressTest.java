package org.synapsesubnet.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostAddressTest {

    private static final Path CERTIFICATES = Path.of("certificates");
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    @ParameterizedTest
    @CsvSource({
        "here=unix:///var/run/docker.sock,        docker, unix:///var/run/docker.sock",
        "far=tcp://host:2376,                     docker, tcp://host:2376",
        "pool=swarm+unix:///var/run/docker.sock,  swarm,  swarm+unix:///var/run/docker.sock",
        "pool=swarm+tcp://host:2376,              swarm,  swarm+tcp://host:2376",
        "local=native:,                           native, native:",
        "lent=ollama+https://host:11434,          remote, ollama+https://host:11434"
    })
    void aPlaceIsWhatItSays(String text, String kind, String address) {
        HostAddress host = HostAddress.parse(text, CERTIFICATES, DEADLINE);

        assertThat(host.name()).isEqualTo(text.substring(0, text.indexOf('=')));
        assertThat(host.place().kind().text()).isEqualTo(kind);
        assertThat(host.place().address()).isEqualTo(address);
        assertThat(HostKind.at(address)).isEqualTo(host.place().kind());
    }

    @Test
    void aRemoteEngineHasItsCertificatesInAFolderOfItsName() {
        HostPlace.Swarm swarm =
                (HostPlace.Swarm) HostAddress.parse("pool=swarm+tcp://host:2376", CERTIFICATES, DEADLINE)
                        .place();

        assertThat(swarm.manager().certificates()).contains(CERTIFICATES.resolve("pool"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "here",
                "=unix:///a",
                "Here=unix:///a",
                "here=http://a",
                "here=native:/bin/sh",
                "here=swarm+native:",
                "here=ollama+http://host:11434",
                "here=ollama+https://host:11434/api",
                "here=ollama+https://user@host"
            })
    void anythingElseIsRefusedByName(String text) {
        assertThatThrownBy(() -> HostAddress.parse(text, CERTIFICATES, DEADLINE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("synapse.fleet.hosts: '" + text + "' must be name=place");
    }
}
