package org.synapsesubnet.registrar.verification.packages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageSourceTest {
    private static final Distribution DEBIAN = new Distribution("debian", "12");

    @ParameterizedTest
    @CsvSource({
        "var/lib/dpkg/status, 'Package: bash\nVersion: 5.2.15-2+b2\nSource: bash (5.2.15-2)\n', pkg:deb/debian/bash@5.2.15-2%2Bb2?distro=debian-12",
        "var/lib/dpkg/status.d/tzdata, 'Package: tzdata\nVersion: 2024a-0\n', pkg:deb/debian/tzdata@2024a-0?distro=debian-12",
        "opt/venv/lib/python3.11/site-packages/Ruamel.Yaml-0.17.dist-info/METADATA, 'Name: Ruamel.Yaml\nVersion: 0.17\n\nVersion: 9\n', pkg:pypi/ruamel-yaml@0.17",
        "app/node_modules/@babel/core/package.json, '{\"name\":\"@babel/core\",\"version\":\"7.0.0\"}', pkg:npm/%40babel/core@7.0.0",
    })
    void databasesTellTheirPackages(String path, String text, String purl) throws IOException {
        assertThat(read(path, text.getBytes(StandardCharsets.UTF_8)))
                .extracting(component -> component.purl(DEBIAN))
                .containsExactly(purl);
    }

    @Test
    void anArchiveNamesItselfAndThoseWithinIt() throws IOException {
        byte[] library = zip(
                "META-INF/maven/org.apache.logging.log4j/log4j-core/pom.properties",
                "groupId=org.apache.logging.log4j\nartifactId=log4j-core\nversion=2.14.1\n"
                        .getBytes(StandardCharsets.UTF_8));
        byte[] unnamed = zip("A.class", new byte[] {1});
        byte[] program = zip("BOOT-INF/lib/log4j-core-2.14.1.jar", library, "BOOT-INF/lib/other-3.1.jar", unnamed);

        assertThat(read("app/program.jar", program))
                .extracting(Component::toString)
                .containsExactly("org.apache.logging.log4j:log4j-core 2.14.1", "other:other 3.1");
    }

    @Test
    void aManifestNamesAnArchiveWithoutPom() throws IOException {
        byte[] jar = zip(
                "META-INF/MANIFEST.MF",
                "Manifest-Version: 1.0\nImplementation-Vendor-Id: com.example\nImplementation-Version: 1.4\n\n"
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(read("opt/tool-x.1.jar", jar)).isEmpty();
        assertThat(read("opt/tool-1.4.jar", jar)).extracting(Component::name).containsExactly("com.example:tool");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app/package.json",
                "app/node_modules/a/lib/package.json",
                "var/lib/dpkg/status.d/x.md5sums",
                "etc/passwd"
            })
    void otherFilesAreNotRead(String path) {
        assertThat(PackageSource.of(path)).isEmpty();
    }

    @Test
    void theBillNamesEachPackageOnceWithAllItsPlaces() throws IOException {
        Component bash = Component.of(PackageKind.DEB, "bash", "5.2");
        var packages = new TreeMap<>(Map.of("a/status", List.of(bash), "b/status", List.of(bash)));
        BillOfMaterials bill = new BillOfMaterials(DEBIAN, packages);
        String digest = "sha256:" + "0".repeat(64);

        String text = bill.cycloneDx("llama", "1.0.0", digest, Instant.parse("2026-01-01T12:00:00.5Z"));

        JsonNode bom = new ObjectMapper().readTree(text);
        assertThat(bom.at("/specVersion").asText()).isEqualTo("1.5");
        assertThat(bom.at("/metadata/timestamp").asText()).isEqualTo("2026-01-01T12:00:00Z");
        assertThat(bom.at("/components")).hasSize(1);
        assertThat(bom.at("/components/0/evidence/occurrences/1/location").asText())
                .isEqualTo("/b/status");
        assertThat(bill.counts()).containsExactly(Map.entry("deb", 1));
        assertThat(bill.cycloneDx("llama", "1.0.0", digest, Instant.parse("2026-01-01T12:00:00.7Z")))
                .isEqualTo(text);
    }

    private static List<Component> read(String path, byte[] content) throws IOException {
        return PackageSource.of(path).orElseThrow().read(path, new ByteArrayInputStream(content));
    }

    private static byte[] zip(Object... namesAndContents) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
                zip.write((byte[]) namesAndContents[i + 1]);
            }
        }
        return bytes.toByteArray();
    }
}
