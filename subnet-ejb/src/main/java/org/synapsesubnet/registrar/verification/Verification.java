package org.synapsesubnet.registrar.verification;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.module.ReleaseView;
import org.synapsesubnet.api.passport.BillSummary;
import org.synapsesubnet.api.passport.Passport;
import org.synapsesubnet.api.passport.Refusal;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.registrar.verification.image.ImageContent;
import org.synapsesubnet.registrar.verification.packages.BillOfMaterials;

/** Takes one release through all stages and judges what they found. */
final class Verification {
    private static final int USUAL_PORT = 11434;

    private final ContainerEngine engine;
    private final VerifierSettings settings;
    private final InstantSource clock;
    private final ExecutorService threads;

    /** @param threads for what goes on beside the stages */
    Verification(ContainerEngine engine, VerifierSettings settings, InstantSource clock, ExecutorService threads) {
        this.engine = engine;
        this.settings = settings;
        this.clock = clock;
        this.threads = threads;
    }

    /**
     * What it came to.
     *
     * @param bill in CycloneDX; null where the image couldn't be read
     */
    record Outcome(Passport passport, @Nullable String bill) {}

    /**
     * @throws EngineException when the engine is out of reach, or doesn't hold the image: then nothing was judged
     * @throws InterruptedException when it was broken off; its container is gone
     */
    Outcome of(UUID id, ReleaseView release, Progress progress) throws EngineException, InterruptedException {
        StageLog log = new StageLog(clock, progress);
        ImageReference image = new ReleaseImage(engine.images()).of(release);
        Optional<ImageContent> content = new ImageStages(engine, settings, log).run(image);
        TrialStages trial = new TrialStages(engine, settings, threads, log);
        trial.run(
                id, image, release.resources(), content.map(Verification::port).orElse(USUAL_PORT));
        List<Refusal> refusals = settings.gates()
                .judge(log.reports(), trial.use().orElse(null), trial.capacity().orElse(null));
        String bill = content.map(read -> bill(release, read.packages())).orElse(null);
        Passport passport = new Passport(
                Passport.FORMAT,
                release.module(),
                release.version(),
                release.digest(),
                release.interfaceVersion(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                refusals.isEmpty(),
                refusals,
                log.reports(),
                trial.use().orElse(null),
                trial.capacity().orElse(null),
                bill == null ? null : summary(content.orElseThrow().packages(), bill));
        return new Outcome(passport, bill);
    }

    /** The one that the image says it serves, if it says one. */
    private static int port(ImageContent image) {
        List<Integer> ports = image.config().ports();
        return ports.size() == 1 ? ports.getFirst() : USUAL_PORT;
    }

    private String bill(ReleaseView release, BillOfMaterials packages) {
        return packages.cycloneDx(release.module(), release.version(), release.digest(), clock.instant());
    }

    private static BillSummary summary(BillOfMaterials packages, String bill) {
        String system =
                packages.distribution().id() + " " + packages.distribution().version();
        return new BillSummary(system.strip(), packages.counts(), BillOfMaterials.fingerprint(bill));
    }
}
