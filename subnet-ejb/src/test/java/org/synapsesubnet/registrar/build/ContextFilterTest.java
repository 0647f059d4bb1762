package org.synapsesubnet.registrar.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.synapsesubnet.registrar.build.BuildBed.assertRefused;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ContextFilterTest {

    private static final ContextLimits LIMITS = new ContextLimits(1 << 20, 96 << 20, 50);

    @Test
    void copiesWhatIsHarmlessWithoutSpecialModes() throws IOException {
        Tar tar = Tar.of("FROM scratch", "COPY . /")
                .file("./bin/run", "#!".getBytes(StandardCharsets.UTF_8), 06755)
                .link("bin/walk", "run")
                .link("bin/up", "../Dockerfile")
                .hardLink("bin/jog", "bin/run")
                .file("ünïcode/" + "x".repeat(200), "long");

        Map<String, String> copied = copied(tar.gzip());

        assertThat(copied)
                .containsEntry("Dockerfile", "644 FROM scratch\nCOPY . /\n")
                .containsEntry("bin/run", "755 #!")
                .containsEntry("bin/walk", "-> run")
                .containsEntry("bin/up", "-> ../Dockerfile")
                .containsEntry("bin/jog", "=> bin/run")
                .containsEntry("ünïcode/" + "x".repeat(200), "644 long");
    }

    static Stream<Arguments> malice() {
        return Stream.of(
                Arguments.of("which leads upwards", harmless().file("a/../../etc/cron.d/x", "")),
                Arguments.of("the absolute name '/etc/passwd'", harmless().file("/etc/passwd", "")),
                Arguments.of("which leads out of it", harmless().link("a", "/etc")),
                Arguments.of("which leads out of it", harmless().link("a/b", "../../etc")),
                // Climbs after a link: what its text says isn't where it leads.
                Arguments.of(
                        "which leads out of it",
                        harmless().link("a/b/s", "../..").link("t", "a/b/s/../x")),
                Arguments.of("something that is no file of it", harmless().hardLink("a", "etc/shadow")),
                Arguments.of("which leads upwards", harmless().hardLink("a", "../shadow")),
                Arguments.of(
                        "under 'a', which is no folder",
                        harmless().link("a", "b").file("a/x", "")),
                Arguments.of("'a' twice", harmless().file("a", "").link("a", "b")),
                Arguments.of("'a' twice", harmless().file("a/x", "").file("a", "")),
                Arguments.of("neither file, folder nor link", harmless().special("dev/sda", TarConstants.LF_BLK, "")),
                Arguments.of("neither file, folder nor link", harmless().special("pipe", TarConstants.LF_FIFO, "")),
                Arguments.of("with control characters", harmless().file("a\nb", "")),
                Arguments.of("more than 1024 characters", harmless().file("a/".repeat(600) + "b", "")),
                Arguments.of("a header of more than 1048576 bytes", harmless().longName(2 << 20)),
                Arguments.of("no file named Dockerfile", new Tar().file("sub/Dockerfile", "FROM scratch")),
                Arguments.of("no file named Dockerfile", new Tar().link("Dockerfile", "other")),
                Arguments.of(
                        "a Dockerfile of more than 262144 bytes",
                        new Tar().file("Dockerfile", "#".repeat(ContextFilter.MAX_DOCKERFILE + 1))),
                Arguments.of("more than 50 entries", many(60)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malice")
    void refusesMalice(String what, Tar tar) {
        assertRefused(() -> copied(tar.bytes()), 400, what);
    }

    @Test
    void refusesWhatGrowsTooLarge() {
        byte[] noise = new byte[97 << 20];
        new Random(1).nextBytes(noise);

        assertRefused(
                () -> copied(Tar.of("FROM scratch").file("a", noise, 0644).bytes()),
                400,
                "more than 100663296 bytes when it is unpacked");
    }

    @Test
    void refusesWhatGrowsOutOfProportion() {
        byte[] zeros = new byte[80 << 20];

        assertRefused(() -> copied(Tar.of("FROM scratch").file("a", zeros, 0644).gzip()), 400, "more than 100 times");
    }

    @Test
    void refusesWhatIsNoWholeArchive() {
        byte[] whole = Tar.of("FROM scratch").file("a", "x".repeat(5000)).bytes();

        assertRefused(() -> copied(Arrays.copyOf(whole, 3000)), 400, "no tar archive that can be read");
        assertRefused(() -> copied("hello".repeat(1000).getBytes(StandardCharsets.UTF_8)), 400, "The context");
        assertRefused(() -> copied(new byte[] {0x1f, (byte) 0x8b, 0, 0}), 400, "no tar archive that can be read");
        assertRefused(() -> copied(new byte[0]), 400, "no file named Dockerfile");
    }

    private static Tar harmless() {
        return Tar.of("FROM scratch");
    }

    private static Tar many(int files) {
        Tar tar = harmless();
        for (int i = 0; i < files; i++) {
            tar.file("f" + i, "");
        }
        return tar;
    }

    /** What a builder would get, by name. */
    private static Map<String, String> copied(byte[] archive) throws IOException {
        boolean small = archive.length < 1 << 20;
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        ContextFilter.copy(
                new ByteArrayInputStream(archive),
                archive.length,
                small ? copy : OutputStream.nullOutputStream(),
                LIMITS);
        Map<String, String> found = new LinkedHashMap<>();
        TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(copy.toByteArray()), "UTF-8");
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            String text = Integer.toOctalString(entry.getMode()) + " "
                    + new String(tar.readAllBytes(), StandardCharsets.UTF_8);
            found.put(
                    entry.getName(),
                    entry.isSymbolicLink()
                            ? "-> " + entry.getLinkName()
                            : entry.isLink() ? "=> " + entry.getLinkName() : text);
        }
        return found;
    }
}
