package org.synapsesubnet.registrar.verification.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.synapsesubnet.registrar.verification.packages.Component;

class ImageArchiveTest {
    private static final String STATUS = """
            Package: libc6
            Status: install ok installed
            Source: glibc (2.36-9)
            Version: 2.36-9+deb12u4

            Package: gone
            Status: deinstall ok config-files
            Version: 1
            """;

    private final SavedImage image = new SavedImage();

    @Test
    void aLaterLayersDatabaseReplacesAnEarlierOne() throws IOException {
        image.with(image.layer()
                        .file("var/lib/dpkg/status", STATUS)
                        .file("usr/lib/os-release", "ID=debian\nVERSION_ID=\"12\"\n"))
                .with(image.layer().file("var/lib/dpkg/status", STATUS.replace("u4", "u10")));

        ImageContent content = ImageArchive.read(image.old());

        assertThat(content.layers()).isEqualTo(2);
        assertThat(content.packages().components())
                .singleElement()
                .satisfies(libc -> assertThat(libc.purl(content.packages().distribution()))
                        .isEqualTo("pkg:deb/debian/libc6@2.36-9%2Bdeb12u10?distro=debian-12"));
    }

    @Test
    void ociLayoutsAreReadTheSameWay() throws IOException {
        image.config(
                        "{\"User\":\"65532:65532\",\"ExposedPorts\":{\"8080/tcp\":{}},\"Healthcheck\":{\"Test\":[\"CMD\",\"/ok\"]}}")
                .with(image.layer().file("./lib/apk/db/installed", "P:musl\nV:1.2.5-r0\no:musl\n\n"));

        ImageContent content = ImageArchive.read(image.oci());

        assertThat(content.packages().components())
                .extracting(Component::toString)
                .containsExactly("musl 1.2.5-r0");
        assertThat(content.config().runsAsRoot()).isFalse();
        assertThat(content.config().healthCheck()).isTrue();
        assertThat(content.config().ports()).containsExactly(8080);
    }

    @Test
    void whatALaterLayerTakesAwayIsGoneButItsSecretsAreNot() throws IOException {
        image.with(image.layer()
                        .file("bin/su", 04755, new byte[] {1})
                        .file("usr/bin/wall", 02755, new byte[] {1})
                        .file("usr/bin/newgrp", 04755, new byte[] {1})
                        .file("opt/a/ping", 04755, new byte[] {1})
                        .file("root/.netrc", "machine m login l password p"))
                .with(image.layer()
                        .file("bin/.wh.su", "")
                        .file("opt/a/.wh..wh..opq", "")
                        .file("root/.wh..netrc", "")
                        .file("usr/bin/newgrp", 0755, new byte[] {1}));

        ImageContent content = ImageArchive.read(image.old());

        assertThat(content.privilegedFiles()).containsExactly("usr/bin/wall");
        assertThat(content.secrets())
                .containsExactly(new ImageContent.Secret(1, "root/.netrc", "passwords of servers"));
    }

    @ParameterizedTest
    @CsvSource({
        "app/key.pem, -----BEGIN RSA PRIVATE KEY-----\\nMIIEpAIBAAKCAQEA0Z3, a private key",
        "app/.env, AWS=AKIAIOSFODNN7EXAMPLE, an AWS access key",
        "app/settings.py, T='ghp_abcdefghijklmnopqrstuvwxyz0123456789', a GitHub token",
        "home/me/.ssh/id_ed25519, x, a private SSH key"
    })
    void secretsAreFoundByNameAndText(String path, String text, String what) throws IOException {
        image.with(image.layer().file(path, text.replace("\\n", "\n")));

        assertThat(ImageArchive.read(image.old()).secrets()).containsExactly(new ImageContent.Secret(1, path, what));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN CERTIFICATE-----\nMIIEpAIBAAKCAQEA0Z3",
                "-----BEGIN PRIVATE KEY-----\n...",
                "AKIA is how AWS keys begin"
            })
    void whatOnlySpeaksOfSecretsIsNone(String text) throws IOException {
        image.with(image.layer().file("app/readme", text));

        assertThat(ImageArchive.read(image.old()).secrets()).isEmpty();
    }

    @Test
    void aPathOutOfTheImageIsToldAndLeadsNowhere() throws IOException {
        image.with(image.layer()
                .file("../../etc/shadow", "x")
                .file("a/../../../b", "x")
                .file("/c/./d", "x"));

        ImageContent content = ImageArchive.read(image.old());

        assertThat(content.troubles())
                .containsExactly(
                        "a path leads out of the image: ../../etc/shadow",
                        "a path leads out of the image: a/../../../b");
    }

    @Test
    void aPackageFileThatIsNoneIsTold() throws IOException {
        image.with(image.layer().file("srv/node_modules/left-pad/package.json", "{\"name\":"));

        assertThat(ImageArchive.read(image.old()).troubles())
                .singleElement()
                .asString()
                .startsWith("packages of /srv/node_modules/left-pad/package.json can't be read");
    }

    @Test
    void whatIsNoImageIsRefused() {
        assertThatThrownBy(() -> ImageArchive.read(
                        new ByteArrayInputStream("<html>".repeat(500).getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> ImageArchive.read(new ByteArrayInputStream(new byte[1024])))
                .hasMessageContaining("manifest.json");
    }

    @ParameterizedTest
    @CsvSource({"'', true", "root, true", "0:0, true", "00, true", "root:app, true", "app, false", "1000:0, false"})
    void rootHasSeveralNames(String user, boolean root) throws IOException {
        image.config("{\"User\":\"" + user + "\"}");

        assertThat(ImageArchive.read(image.old()).config().runsAsRoot()).isEqualTo(root);
    }
}
