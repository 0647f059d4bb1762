package org.synapsesubnet.registrar.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.synapsesubnet.registrar.build.BuildBed.assertRefused;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.synapsesubnet.api.build.GitSource;
import org.synapsesubnet.api.problem.InvalidValue;

class GitHostsTest {

    private static final GitHosts PUBLIC = GitHosts.parse(
            List.of(
                    "localhost",
                    " 127.0.0.1",
                    "[::1]:8443",
                    "169.254.169.254",
                    "10.0.0.1:3000",
                    "http://192.168.0.1",
                    "100.64.0.1",
                    "no-such-host.invalid"),
            false);

    @ParameterizedTest
    @CsvSource({
        "https://localhost/a.git, leads to the loopback address",
        "https://127.0.0.1/a.git, leads to the loopback address 127.0.0.1",
        "https://[::1]:8443/a.git, leads to the loopback address",
        "https://169.254.169.254/a.git, leads to the cloud metadata address 169.254.169.254",
        "https://10.0.0.1:3000/a.git, leads to the private address 10.0.0.1",
        "http://192.168.0.1/a.git, leads to the private address 192.168.0.1",
        "https://100.64.0.1/a.git, leads to the carrier-grade NAT address",
        "https://no-such-host.invalid/a.git, isn't known",
        "http://localhost/a.git, http://localhost:80",
        "https://localhost:444/a.git, https://localhost:444",
        "https://example.org/a.git, synapse.registrar.git-hosts doesn't name",
        "ssh://localhost/a.git, must begin with https://",
        "git://localhost/a.git, must begin with https://",
    })
    void refusesWhatIsntNamedOrIsntPublic(String url, String what) {
        assertRefused(() -> PUBLIC.require(url), 400, what);
    }

    @Test
    void callsWhatItLookedAt() {
        GitHosts hosts = GitHosts.parse(List.of("http://127.0.0.1:3000"), true);

        assertThat(hosts.require("http://127.0.0.1:3000/a.git").pinned()).isEqualTo("127.0.0.1:3000:127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:secret@host/a",
                "https://host/a?b",
                "https://host/a#b",
                "https://host",
                "host:a.git",
                "file:///etc",
                "--upload-pack=x://h/a",
                "https://host/a b",
                "ext::sh -c true",
            })
    void takesPlainAddressesOnly(String url) {
        assertThatThrownBy(() -> new GitSource(url, "0".repeat(40)))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "HEAD", "abc123", "--output=x", ""})
    void takesWholeCommitsOnly(String commit) {
        assertThatThrownBy(() -> new GitSource("https://host/a", commit))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("commit: must be the commit's 40 hexadecimal digits");
    }

    @Test
    void saysWhichSettingCannotBeRead() {
        assertThatThrownBy(() -> GitHosts.parse(List.of("https://Host/path"), false))
                .hasMessageContaining("synapse.registrar.git-hosts: 'https://Host/path'");
    }
}
