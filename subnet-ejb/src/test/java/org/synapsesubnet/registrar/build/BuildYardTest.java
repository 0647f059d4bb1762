package org.synapsesubnet.registrar.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.synapsesubnet.registrar.build.BuildBed.BOSS;
import static org.synapsesubnet.registrar.build.BuildBed.MODULE;
import static org.synapsesubnet.registrar.build.BuildBed.assertRefused;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.api.build.BuildState;
import org.synapsesubnet.api.build.BuildView;
import org.synapsesubnet.api.wire.Sha256;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineImage;
import org.synapsesubnet.container.ImageReference;

class BuildYardTest {

    @TempDir
    private static Path folder;

    private static BuildBed bed;

    @BeforeAll
    static void open() throws SQLException, IOException {
        bed = BuildBed.open(folder);
    }

    @AfterAll
    static void close() throws SQLException, EngineException {
        bed.close();
    }

    @Test
    void makesAnImageThatSaysWhereItComesFrom() throws Exception {
        Tar tar = Tar.of("FROM scratch", "LABEL org.synapsesubnet.build.by=somebody", "COPY hello /hello")
                .file("hello", "world");

        BuildView queued = bed.start(tar);
        BuildView built = bed.ended(queued);

        assertThat(queued.contextDigest()).isEqualTo("sha256:" + Sha256.hexOf(tar.bytes()));
        assertThat(built.state()).as(bed.log(built)).isEqualTo(BuildState.SUCCEEDED);
        assertThat(built.requestedBy()).isEqualTo(BOSS);
        assertThat(built.imageBytes()).isEqualTo(5);
        assertThat(built.startedAt()).isNotNull();
        assertThat(built.endedAt()).isAfterOrEqualTo(built.startedAt());
        // What the Dockerfile says about its origin doesn't count.
        assertThat(bed.imageOf(built)).map(ImageReference::text).contains(built.imageId());
        assertThat(bed.engine.images().find(Map.of("org.synapsesubnet.build.by", "somebody")))
                .isEmpty();
        assertThat(bed.log(built)).contains("Step 3/").contains("COPY hello /hello");
        assertThat(filesLeft()).isEmpty();
    }

    @Test
    void keepsTheLogOfWhatFails() throws Exception {
        BuildView failed = bed.built(Tar.of("FROM scratch", "COPY missing /x"));

        assertThat(failed.state()).isEqualTo(BuildState.FAILED);
        assertThat(failed.reason()).contains("missing");
        assertThat(bed.log(failed))
                .contains("Step 2/")
                .contains("COPY missing /x")
                .endsWith(failed.reason() + "\n");
        assertThat(failed.imageId()).isNull();
        assertThat(filesLeft()).isEmpty();
    }

    @Test
    void startsFromImagesThatTheBuilderHas() throws Exception {
        BuildView built = bed.built(Tar.of("FROM " + base(), "RUN [\"/opt/java/bin/java\", \"-version\"]"));

        assertThat(built.state()).as(bed.log(built)).isEqualTo(BuildState.SUCCEEDED);
        assertThat(bed.log(built)).contains("OpenJDK");
    }

    @Test
    void fetchesNoBaseImageFromARegistryThatNobodyNamed() throws Exception {
        BuildView failed = bed.built(Tar.of("FROM 127.0.0.1:9/secret@sha256:" + "00".repeat(32)));

        assertThat(failed.state()).isEqualTo(BuildState.FAILED);
        assertThat(failed.reason())
                .contains("doesn't have the base image 127.0.0.1:9/secret@sha256:00")
                .contains("synapse.registrar.base-registries");
    }

    @Test
    void givesCommandsNoNetwork() throws Exception {
        BuildView failed = bed.built(Tar.of("FROM " + base(), run(EngineImage.reach("169.254.169.254", 80))));

        assertThat(failed.state()).isEqualTo(BuildState.FAILED);
        assertThat(bed.log(failed)).contains("Network is unreachable");
    }

    @Test
    void givesCommandsNoMoreMemoryThanSaid() throws Exception {
        BuildView failed = bed.built(program(Glutton.class, "-Xmx900m"));

        assertThat(failed.state()).isEqualTo(BuildState.FAILED);
        assertThat(failed.reason()).contains("137");
        assertThat(bed.log(failed)).doesNotContain("ate all");
    }

    @Test
    void stopsABuildThatIsCancelledAndLetsTheNextOneRun() throws Exception {
        BuildView running = bed.start(program(Pause.class));
        BuildView waiting = bed.start(Tar.of("FROM scratch", "COPY Dockerfile /"));
        BuildView unwanted = bed.start(Tar.of("FROM scratch", "COPY Dockerfile /never"));
        bed.awaitLog(running, "pausing");

        assertThat(bed.yard.find(MODULE, waiting.id()).state()).isEqualTo(BuildState.QUEUED);
        assertRefused(() -> bed.start(Tar.of("FROM scratch")), 503, "2 builds wait already");
        bed.yard.cancel(MODULE, unwanted.id(), "chief");
        bed.yard.cancel(MODULE, running.id(), "chief");

        assertThat(bed.ended(running).state()).isEqualTo(BuildState.CANCELLED);
        assertThat(bed.ended(running).reason()).isEqualTo("cancelled by chief");
        assertThat(bed.ended(waiting).state()).isEqualTo(BuildState.SUCCEEDED);
        assertThat(bed.ended(unwanted).state()).isEqualTo(BuildState.CANCELLED);
        assertThat(bed.ended(unwanted).startedAt()).isNull();
        assertThat(bed.imageOf(running)).isEmpty();
        assertThat(bed.log(running)).contains("pausing").endsWith("cancelled by chief\n");
        awaitNoCommand();
        assertRefused(() -> bed.yard.cancel(MODULE, running.id(), BOSS), 409, "is cancelled already");
        await().untilAsserted(() -> assertThat(filesLeft()).isEmpty());
    }

    @Test
    void readsNoByteOfAnUploadThatIsAnnouncedTooLarge() throws Exception {
        InputStream unread = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("was read");
            }
        };

        assertRefused(() -> bed.yard.archive(MODULE, unread, 2L << 30, BOSS), 413, "at most 1048576 bytes");
        assertThat(filesLeft()).isEmpty();
    }

    @Test
    void endsAnEndlessUploadAtTheLimit() throws Exception {
        Endless endless = new Endless();

        assertRefused(() -> bed.yard.archive(MODULE, endless, -1, BOSS), 413, "at most 1048576 bytes");
        assertThat(endless.read).isLessThan(2 << 20);
        assertThat(filesLeft()).isEmpty();
    }

    @Test
    void leavesNothingOfAContextThatIsRefused() throws Exception {
        long before = bed.yard.list(MODULE, 0, 1).total();

        assertRefused(() -> bed.start(Tar.of("FROM scratch").file("../x", "")), 400, "leads upwards");
        assertRefused(() -> bed.start(Tar.of("FROM alpine")), 400, "pinned by its digest");

        assertThat(filesLeft()).isEmpty();
        assertThat(bed.yard.list(MODULE, 0, 1).total()).isEqualTo(before);
    }

    @Test
    void knowsItsModule() {
        assertRefused(
                () -> bed.yard.archive("../llama", InputStream.nullInputStream(), -1, BOSS),
                404,
                "no module of that name");
        assertRefused(() -> bed.yard.list("nobody", 0, 1), 404, "no module named nobody");
        assertRefused(() -> bed.yard.find(MODULE, UUID.randomUUID()), 404, "no build of that id");
    }

    @Test
    void cutsALogThatIsTooLong() throws Exception {
        String filler = "x".repeat(200);
        String[] lines = Stream.concat(
                        Stream.of("FROM scratch"),
                        Stream.iterate(0, i -> i + 1).limit(8).map(i -> "LABEL l" + i + "=" + filler.repeat(10)))
                .toArray(String[]::new);

        BuildView built = bed.built(Tar.of(lines));

        assertThat(built.state()).isEqualTo(BuildState.SUCCEEDED);
        assertThat(bed.log(built)).hasSizeLessThan(10_200).contains("The log is cut here");
    }

    private static String base() {
        return EngineImage.on(bed.engine).text();
    }

    private static Tar program(Class<?> program, String... options) {
        String all = String.join(
                "", Arrays.stream(options).map(o -> "\"" + o + "\", ").toList());
        return Tar.of(
                        "FROM " + base(),
                        "COPY classes /classes",
                        "RUN [\"/opt/java/bin/java\", " + all + "\"-cp\", \"/classes\", \"" + program.getName() + "\"]")
                .program(program);
    }

    private static String run(List<String> command) {
        return "RUN [\"" + String.join("\", \"", command) + "\"]";
    }

    /** A build's command runs in a container without a name or label of ours, so it is known by its program. */
    private static void awaitNoCommand() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> ProcessHandle.allProcesses()
                        .noneMatch(process -> process.info()
                                .commandLine()
                                .filter(line -> line.contains(Pause.class.getName()))
                                .isPresent()));
    }

    private static Stream<Path> filesLeft() throws IOException {
        return Files.exists(bed.files) ? Files.list(bed.files) : Stream.empty();
    }

    private static final class Endless extends InputStream {
        private long read;

        @Override
        public int read() {
            read++;
            return 7;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            read += length;
            return length;
        }
    }
}
