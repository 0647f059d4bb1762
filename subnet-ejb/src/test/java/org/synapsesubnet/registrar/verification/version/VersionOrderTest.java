package org.synapsesubnet.registrar.verification.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors as their ecosystems publish them. */
class VersionOrderTest {

    /** dpkg, {@code lib/dpkg/t/t-version.c}, and Debian Policy 5.6.12. */
    @ParameterizedTest
    @CsvSource({
        "0:0-0, <, 1:0-0",
        "1:0-0, <, 2:0-0",
        "1:0-0, =, 1:0-0",
        "0:a-0, <, 0:b-0",
        "0:0-a, <, 0:0-b",
        "1.2.3, =, 1.2.3-0",
        "1.2.3, =, 0:1.2.3",
        "1.2.3~rc1, <, 1.2.3",
        "~~, <, ~~a",
        "~~a, <, ~",
        "~, <, ''",
        "'', <, a",
        "1.0~beta1~svn1245, <, 1.0~beta1",
        "4.4.3-2, =, 4.4.3-2",
        "1.2.2.4+dfsg-1, <, 1.2.3-1",
        "0:0, =, 0:00",
        "1:1.2.13~rc4-1, <, 1:1.2.13-1",
        "10.11, >, 10.2",
        "7.6p2-4, >, 7.6-0",
        "1.0.3-3, >, 1.0-1",
        "1.3, >, 1.2.2-2",
        "2.36-9+deb12u4, <, 2.36-9+deb12u10",
        "1:8.0, >, 9.0"
    })
    void debianPackages(String a, String sign, String b) {
        assertOrder(VersionOrder.DEBIAN, a, sign, b);
    }

    /** semver.org 2.0.0, rule 11. */
    @Test
    void semanticVersions() {
        assertAscending(
                VersionOrder.SEMVER,
                List.of(
                        "1.0.0-alpha",
                        "1.0.0-alpha.1",
                        "1.0.0-alpha.beta",
                        "1.0.0-beta",
                        "1.0.0-beta.2",
                        "1.0.0-beta.11",
                        "1.0.0-rc.1",
                        "1.0.0",
                        "2.0.0",
                        "2.1.0",
                        "2.1.1"));
    }

    @ParameterizedTest
    @CsvSource({"1.0.0+20130313144700, =, 1.0.0", "v1.2, <, 1.2.1", "1.2, =, 1.2.0"})
    void semanticVersionsAsTheyAreWritten(String a, String sign, String b) {
        assertOrder(VersionOrder.SEMVER, a, sign, b);
    }

    /** PEP 440, "Summary of permitted suffixes and relative ordering", and the tests of pypa/packaging. */
    @Test
    void pythonPackages() {
        assertAscending(
                VersionOrder.PYTHON,
                List.of(
                        "1.dev0",
                        "1.0.dev456",
                        "1.0a1",
                        "1.0a2.dev456",
                        "1.0a12.dev456",
                        "1.0a12",
                        "1.0b1.dev456",
                        "1.0b2",
                        "1.0b2.post345.dev456",
                        "1.0b2.post345",
                        "1.0rc1.dev456",
                        "1.0rc1",
                        "1.0",
                        "1.0+abc.5",
                        "1.0+abc.7",
                        "1.0+5",
                        "1.0.post456.dev34",
                        "1.0.post456",
                        "1.0.15",
                        "1.1.dev1",
                        "1!0.1"));
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, =, 1.0.0",
        "1.0-1, =, 1.0.post1",
        "1.0c1, =, 1.0rc1",
        "V1.0ALPHA1, =, 1.0a1",
        "1.0-r4, =, 1.0.post4",
        "latest, <, 0.dev0"
    })
    void pythonPackagesAsTheyAreWritten(String a, String sign, String b) {
        assertOrder(VersionOrder.PYTHON, a, sign, b);
    }

    /** Maven's version order specification. */
    @ParameterizedTest
    @CsvSource({
        "1-alpha, <, 1-beta", "1-beta, <, 1-milestone", "1-milestone, <, 1-rc", "1-rc, <, 1-SNAPSHOT",
                "1-SNAPSHOT, <, 1", "1, <, 1-sp",
        "1.0, =, 1", "1-ga, =, 1", "1.0.0-RC2, <, 1.0.0", "2.0.1, <, 2.0.10", "2.14.1, <, 2.15.0", "1.0-cr1, =, 1.0-rc1"
    })
    void mavenArtifacts(String a, String sign, String b) {
        assertOrder(VersionOrder.MAVEN, a, sign, b);
    }

    /** apk-tools, {@code test/version.data}. */
    @ParameterizedTest
    @CsvSource({
        "2.34, >, 0.1.0_alpha",
        "0.1.0_alpha, <, 0.1.3_alpha",
        "0.1.0_alpha, <, 0.1.0",
        "1.2.3-r0, <, 1.2.3-r1",
        "0.12.1, <, 0.12.1-r1",
        "1.0_p10, >, 1.0_p9",
        "1.2a, <, 1.2b",
        "1.2, <, 1.2a",
        "1.1, <, 1.1.1",
        "4_rc1, <, 4_p1",
        "6.2.2, <, 6.11",
        "1.02, <, 1.1",
        "3.0.0_rc2, >, 3.0.0_rc1"
    })
    void alpinePackages(String a, String sign, String b) {
        assertOrder(VersionOrder.ALPINE, a, sign, b);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Go", "crates.io", ""})
    void anEcosystemWithoutRulesHasNoOrder(String ecosystem) {
        assertThat(VersionOrder.of(ecosystem)).isEmpty();
    }

    private static void assertAscending(VersionOrder order, List<String> versions) {
        for (int i = 0; i < versions.size(); i++) {
            for (int j = 0; j < versions.size(); j++) {
                String sign = i == j ? "=" : i < j ? "<" : ">";
                assertOrder(order, versions.get(i), sign, versions.get(j));
            }
        }
    }

    private static void assertOrder(VersionOrder order, String a, String sign, String b) {
        int expected = switch (sign) {
            case "<" -> -1;
            case ">" -> 1;
            default -> 0;
        };
        assertThat(Integer.signum(order.compare(a, b)))
                .as("%s %s %s", a, sign, b)
                .isEqualTo(expected);
        assertThat(Integer.signum(order.compare(b, a)))
                .as("%s against %s", b, a)
                .isEqualTo(-expected);
    }
}
