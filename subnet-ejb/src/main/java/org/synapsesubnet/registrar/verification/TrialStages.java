package org.synapsesubnet.registrar.verification;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.inference.InterfaceVersion;
import org.synapsesubnet.api.module.ReleaseResources;
import org.synapsesubnet.api.passport.Capacity;
import org.synapsesubnet.api.passport.ResourceUse;
import org.synapsesubnet.api.passport.Severity;
import org.synapsesubnet.api.passport.VerificationStage;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.ContainerExit;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.Limits;
import org.synapsesubnet.kit.Breach;
import org.synapsesubnet.kit.ModuleKit;
import org.synapsesubnet.kit.Report;
import org.synapsesubnet.registrar.verification.load.Benchmark;
import org.synapsesubnet.registrar.verification.load.ResourceWatch;

/** The stages that run an image: what it does, how fast, and what it uses for that. */
final class TrialStages {
    private static final String NOT_STARTED = "no container could be started";

    private final ContainerEngine engine;
    private final VerifierSettings settings;
    private final ExecutorService threads;
    private final StageLog log;
    private @Nullable URI root;
    private @Nullable Capacity capacity;
    private @Nullable ResourceUse use;

    TrialStages(ContainerEngine engine, VerifierSettings settings, ExecutorService threads, StageLog log) {
        this.engine = engine;
        this.settings = settings;
        this.threads = threads;
        this.log = log;
    }

    Optional<Capacity> capacity() {
        return Optional.ofNullable(capacity);
    }

    Optional<ResourceUse> use() {
        return Optional.ofNullable(use);
    }

    /** @param port at which the module is to be found */
    void run(UUID verification, ImageReference image, ReleaseResources declared, int port)
            throws EngineException, InterruptedException {
        TrialLimits limits = TrialLimits.of(declared, engine.info());
        Optional<LockedContainer> started = start(verification, image, limits.limits(), declared.gpus(), port);
        if (started.isEmpty()) {
            return;
        }
        try (LockedContainer container = started.get();
                ResourceWatch watch = new ResourceWatch(engine.containers(), container.id(), threads)) {
            log.run(VerificationStage.INTERFACE, notes -> obey(container, port, notes));
            log.run(VerificationStage.BENCHMARK, this::measure);
            log.run(VerificationStage.RESOURCES, notes -> {
                limits.notes().forEach(notes::note);
                use = weigh(container, watch, declared, notes);
            });
        }
    }

    /** An image that can't be started is the release's fault, and stands in its passport. */
    private Optional<LockedContainer> start(UUID verification, ImageReference image, Limits limits, int gpus, int port)
            throws EngineException, InterruptedException {
        try {
            return Optional.of(LockedContainer.start(engine, threads, verification, image, limits, gpus, port));
        } catch (EngineException e) {
            if (e.isEngineLost()) {
                throw e;
            }
            log.run(VerificationStage.INTERFACE, notes -> {
                throw e;
            });
            log.run(VerificationStage.BENCHMARK, notes -> notes.skip(NOT_STARTED));
            log.run(VerificationStage.RESOURCES, notes -> notes.skip(NOT_STARTED));
            return Optional.empty();
        }
    }

    private void obey(LockedContainer container, int port, StageNotes notes)
            throws IOException, EngineException, InterruptedException {
        notes.tool("module-kit", "interface " + InterfaceVersion.CURRENT);
        URI ready = container.ready(port, settings.startWithin());
        Report report = ModuleKit.test(ready, settings.load().patience());
        for (Breach breach : report.breaches()) {
            notes.find(breach.rule().id(), Severity.HIGH, "", breach.rule().text() + ": " + breach.evidence());
        }
        notes.note(report.checked().size() + " rules tried");
        root = ready;
    }

    private void measure(StageNotes notes) throws IOException, InterruptedException {
        if (root == null) {
            notes.skip("the module wasn't ready");
            return;
        }
        notes.tool("benchmark", "1");
        capacity = Benchmark.of(root, settings.load());
    }

    private static ResourceUse weigh(
            LockedContainer container, ResourceWatch watch, ReleaseResources declared, StageNotes notes)
            throws EngineException {
        boolean outOfMemory = container.exit().map(ContainerExit::outOfMemory).orElse(false);
        ResourceUse seen = watch.use(declared, outOfMemory);
        notes.note(seen.samples() + " samples");
        if (outOfMemory) {
            notes.find("over-use", Severity.HIGH, "memory", "the kernel ended it for using more than it may");
        } else if (seen.overUsePercent() > 0) {
            notes.find(
                    "over-use",
                    Severity.MEDIUM,
                    "memory",
                    "%d bytes, %d%% more than declared".formatted(seen.peakMemoryBytes(), seen.overUsePercent()));
        }
        if (declared.memoryBytes() == 0) {
            notes.find("undeclared", Severity.LOW, "memory", "the release doesn't say how much it needs");
        }
        return seen;
    }
}
