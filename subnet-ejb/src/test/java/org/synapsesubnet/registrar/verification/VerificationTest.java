package org.synapsesubnet.registrar.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.synapsesubnet.api.module.ReleaseResources;
import org.synapsesubnet.api.module.ReleaseState;
import org.synapsesubnet.api.module.ReleaseView;
import org.synapsesubnet.api.passport.Capacity;
import org.synapsesubnet.api.passport.Passport;
import org.synapsesubnet.api.passport.Refusal;
import org.synapsesubnet.api.passport.ResourceUse;
import org.synapsesubnet.api.passport.Severity;
import org.synapsesubnet.api.passport.StageOutcome;
import org.synapsesubnet.api.passport.StageReport;
import org.synapsesubnet.api.passport.VerificationStage;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineSettings;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.registrar.verification.ImageKitchen.Content;
import org.synapsesubnet.registrar.verification.load.LoadSettings;

/** On a real engine, with real images. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerificationTest {
    private static final long MIB = 1L << 20;
    private static final Gates GATES =
            new Gates(Severity.MEDIUM, Severity.MEDIUM, EnumSet.allOf(ImageRule.class), 10, 1);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @TempDir
    private Path folder;

    private ImageKitchen kitchen;

    @BeforeAll
    void open() {
        kitchen = new ImageKitchen();
    }

    @BeforeEach
    void tellOfHeartbleed() throws IOException {
        Files.writeString(folder.resolve("DSA-2896-1.json"), """
                {"id":"DSA-2896-1","modified":"2023-01-02T03:04:05Z","aliases":["CVE-2014-0160"],
                 "severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N"}],
                 "affected":[{"package":{"ecosystem":"Debian:12","name":"openssl"},
                   "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"1.0.1-1"},{"fixed":"1.0.1e-2+deb7u5"}]}]}]}""");
    }

    @AfterAll
    void close() throws IOException {
        threads.shutdownNow();
        if (kitchen != null) {
            kitchen.close();
        }
    }

    @Test
    void theReferenceEngineGetsAPassportAndOneThatUsesMoreThanItDeclaresDoesNot() throws Exception {
        ImageReference image = kitchen.cook(ImageKitchen.DECENT, Map.of());

        Verification.Outcome outcome = verify(image, new ReleaseResources(512 * MIB, 2000, 0, 0));

        Passport passport = outcome.passport();
        assertThat(passport.refusals()).isEmpty();
        assertThat(passport.passed()).isTrue();
        assertThat(passport.stages()).extracting(StageReport::stage).containsExactly(VerificationStage.values());
        Capacity capacity = Objects.requireNonNull(passport.capacity());
        assertThat(capacity.best().tokens()).isPositive();
        assertThat(capacity.points()).hasSizeGreaterThan(1);
        ResourceUse use = Objects.requireNonNull(passport.resources());
        assertThat(use.samples()).isPositive();
        assertThat(Objects.requireNonNull(passport.bill()).packages()).containsKey("maven");
        assertThat(outcome.bill()).contains("pkg:maven/com.fasterxml.jackson.core/jackson-databind@");

        long peak = use.peakMemoryBytes();
        Passport second =
                verify(image, new ReleaseResources(peak * 3 / 4, 2000, 0, 0)).passport();

        assertThat(second.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.gate()).isEqualTo("over-use");
            assertThat(refusal.reason()).contains("more than the " + peak * 3 / 4 + " that it declares");
        });
    }

    /** Twenty lines of an author's and one line of a Dockerfile. */
    @Test
    void aModuleOnThePythonBaseImageGetsAPassport() throws Exception {
        String parrot = Files.readString(ImageKitchen.PYTHON.resolve("examples/parrot.py"));
        ImageReference image = kitchen.cook(
                kitchen.python(),
                "CMD [\"parrot.py\", \"--host\", \"0.0.0.0\"]\n",
                Map.of("opt/module/parrot.py", Content.text(parrot)));

        Passport passport =
                verify(image, new ReleaseResources(256 * MIB, 1000, 0, 0)).passport();

        assertThat(passport.refusals()).isEmpty();
        assertThat(passport.passed()).isTrue();
    }

    @Test
    void aModuleThatBreaksARuleIsRefusedByTheRulesName() throws Exception {
        ImageReference image = kitchen.silentModule();

        Passport passport =
                verify(image, new ReleaseResources(256 * MIB, 1000, 0, 0)).passport();

        assertThat(passport.passed()).isFalse();
        assertThat(passport.refusals())
                .filteredOn(refusal -> refusal.gate().equals("interface"))
                .extracting(Refusal::reason)
                .anySatisfy(reason -> assertThat(reason).startsWith("metrics-answer"))
                .anySatisfy(reason -> assertThat(reason).startsWith("capabilities-complete"));
    }

    /** As on the fleet, where the volume's owner would be the folder's. */
    @Test
    void oneWhoseUserMayNotWriteItsModelsIsRefused() throws Exception {
        ImageReference image = kitchen.cook(ImageKitchen.DECENT + "USER 1234:1234\n", Map.of());

        Passport passport =
                verify(image, new ReleaseResources(256 * MIB, 1000, 0, 0)).passport();

        assertThat(passport.refusals())
                .extracting(Refusal::reason)
                .anySatisfy(reason -> assertThat(reason).contains("the container ended with code 1"));
    }

    @Test
    void oneThatEndsIsRefusedWithItsExitCode() throws Exception {
        ImageReference image =
                kitchen.cook(ImageKitchen.DECENT + "ENTRYPOINT [\"/opt/java/bin/java\", \"NoSuchClass\"]\n", Map.of());

        Passport passport =
                verify(image, new ReleaseResources(256 * MIB, 1000, 0, 0)).passport();

        assertThat(passport.refusals()).contains(new Refusal("interface", "the container ended with code 1"));
        assertThat(passport.stages())
                .filteredOn(report -> report.stage() == VerificationStage.BENCHMARK)
                .extracting(StageReport::outcome)
                .containsExactly(StageOutcome.SKIPPED);
    }

    @Test
    void oneThatCannotBeStartedIsRefusedToo() throws Exception {
        ImageReference image = kitchen.load("readme", Content.text("nothing to run"));

        Passport passport = verify(image, ReleaseResources.UNKNOWN).passport();

        assertThat(passport.refusals())
                .anySatisfy(refusal -> assertThat(refusal.gate() + ": " + refusal.reason())
                        .startsWith("interface: create ")
                        .contains("No command specified"));
        assertThat(passport.stages()).extracting(StageReport::stage).containsExactly(VerificationStage.values());
    }

    /** Each image has one fault, and one gate that must find it. */
    enum Fault {
        SECRET("secret-in-layer", "/app/deploy.env", ImageKitchen.DECENT),
        SETUID("privileged-file", "/usr/bin/sudo", ImageKitchen.DECENT),
        ROOT("runs-as-root", "root", ImageKitchen.DECENT + "USER root\n"),
        NO_HEALTH_CHECK("no-health-check", "health", ImageKitchen.DECENT + "HEALTHCHECK NONE\n"),
        SECRET_VARIABLE("secret-in-environment", "DB_PASSWORD", ImageKitchen.DECENT + "ENV DB_PASSWORD=hunter2\n"),
        UNPINNED(
                "base-not-pinned",
                "debian:12",
                ImageKitchen.DECENT + "LABEL org.opencontainers.image.base.name=debian:12\n"),
        VULNERABLE("max-severity", "DSA-2896-1 at libssl1.0.0 1.0.1e-2", ImageKitchen.DECENT);

        private final String gate;
        private final String words;
        private final String lines;

        Fault(String gate, String words, String lines) {
            this.gate = gate;
            this.words = words;
            this.lines = lines;
        }

        private Map<String, Content> files() {
            return switch (this) {
                case SECRET -> Map.of("app/deploy.env", Content.text("KEY=AKIAIOSFODNN7EXAMPLE\n"));
                case VULNERABLE ->
                    Map.of(
                            "etc/os-release", Content.text("ID=debian\nVERSION_ID=\"12\"\n"),
                            "var/lib/dpkg/status", Content.text("""
                                Package: libssl1.0.0
                                Status: install ok installed
                                Source: openssl
                                Version: 1.0.1e-2
                                """));
                default -> Map.of();
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSeededFaultIsRefusedByItsName(Fault fault) throws Exception {
        // Builders take the set bits away where they copy: only an image that comes whole has them here.
        ImageReference image = fault == Fault.SETUID
                ? kitchen.load("usr/bin/sudo", new Content(04755, new byte[] {1}))
                : kitchen.cook(fault.lines, fault.files());
        StageLog log = new StageLog(InstantSource.system(), new Quiet());

        new ImageStages(kitchen.engine(), settings(), log).run(image);

        List<Refusal> refusals = GATES.judge(log.reports(), null, null).stream()
                .filter(refusal -> !refusal.gate().equals("min-tokens-per-second"))
                .toList();
        assertThat(refusals).singleElement().satisfies(refusal -> {
            assertThat(refusal.gate()).isEqualTo(fault.gate);
            assertThat(refusal.reason())
                    .contains(fault.words)
                    .doesNotContain("AKIA")
                    .doesNotContain("hunter2");
        });
    }

    @Test
    void oneThatIsBrokenOffLeavesNothingBehind() throws Exception {
        ImageReference image = kitchen.cook(ImageKitchen.DECENT, Map.of());
        UUID id = UUID.randomUUID();
        var inTrial = new CountDownLatch(1);
        Future<Verification.Outcome> running = threads.submit(() -> verification()
                .of(id, release(image.text(), new ReleaseResources(512 * MIB, 1000, 0, 0)), new Quiet() {
                    @Override
                    public void enters(VerificationStage stage) {
                        if (stage == VerificationStage.INTERFACE) {
                            inTrial.countDown();
                        }
                    }
                }));
        inTrial.await();

        running.cancel(true);

        Map<String, String> label = Map.of(LockedContainer.LABEL, id.toString());
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(kitchen.engine().containers().list(label)).isEmpty();
            assertThat(kitchen.engine().networks().list(label)).isEmpty();
            assertThat(kitchen.engine().volumes().list(label)).isEmpty();
        });
    }

    @Test
    void anImageThatCanNotBeHadIsNotJudged() {
        String digest = "sha256:" + "ab".repeat(32);

        assertThatThrownBy(() ->
                        verification().of(UUID.randomUUID(), release(digest, ReleaseResources.UNKNOWN), new Quiet()))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("pull 127.0.0.1:1/llama@" + digest);
    }

    private Verification.Outcome verify(ImageReference image, ReleaseResources resources)
            throws EngineException, InterruptedException {
        UUID id = UUID.randomUUID();
        Verification.Outcome outcome = verification().of(id, release(image.text(), resources), new Quiet());
        Map<String, String> label = Map.of(LockedContainer.LABEL, id.toString());
        assertThat(kitchen.engine().containers().list(label)).isEmpty();
        assertThat(kitchen.engine().networks().list(label)).isEmpty();
        assertThat(kitchen.engine().volumes().list(label)).isEmpty();
        return outcome;
    }

    private Verification verification() {
        return new Verification(kitchen.engine(), settings(), InstantSource.system(), threads);
    }

    private VerifierSettings settings() {
        return new VerifierSettings(
                Optional.of(EngineSettings.local(kitchen.socket())),
                Optional.of(folder),
                Duration.ofMinutes(5),
                Duration.ofSeconds(60),
                new LoadSettings(Duration.ofMillis(1500), 2, 16, Duration.ofSeconds(30)),
                GATES,
                "");
    }

    private static ReleaseView release(String digest, ReleaseResources resources) {
        return new ReleaseView(
                "llama",
                "1.0.0",
                digest,
                "1.0",
                "127.0.0.1:1/llama:1.0",
                resources,
                Map.of(),
                "",
                ReleaseState.DRAFT,
                null,
                "boss",
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static class Quiet implements Progress {
        @Override
        public void enters(VerificationStage stage) {}

        @Override
        public void ended(StageReport report) {}
    }
}
