package org.synapsesubnet.engine.module;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.synapsesubnet.api.inference.ErrorCode;
import org.synapsesubnet.api.inference.Feature;
import org.synapsesubnet.api.inference.Hardware;
import org.synapsesubnet.api.inference.HealthReport;
import org.synapsesubnet.api.inference.HealthState;
import org.synapsesubnet.api.inference.InferenceModule;
import org.synapsesubnet.api.inference.InferenceRequest;
import org.synapsesubnet.api.inference.InferenceResult;
import org.synapsesubnet.api.inference.InterfaceVersion;
import org.synapsesubnet.api.inference.ModelCapability;
import org.synapsesubnet.api.inference.ModuleCapabilities;
import org.synapsesubnet.api.inference.ModuleException;
import org.synapsesubnet.api.inference.ModuleMetrics;
import org.synapsesubnet.api.inference.ModuleSettings;
import org.synapsesubnet.api.inference.PieceListener;
import org.synapsesubnet.api.inference.ResourceNeeds;
import org.synapsesubnet.engine.catalogue.Catalogue;
import org.synapsesubnet.engine.catalogue.ModelHost;

/** The engine's models behind the module interface. Its counts are of what came through the interface. */
public final class EngineModule implements InferenceModule {
    private static final String NAME = "synapse-reference-engine";
    private static final String VERSION = "0.1.0";

    private final Catalogue catalogue;
    private final InstantSource clock;
    private final Instant started;
    private final Tally tally = new Tally();

    public EngineModule(Catalogue catalogue, InstantSource clock) {
        this.catalogue = catalogue;
        this.clock = clock;
        this.started = clock.instant();
    }

    /** The engine's settings are those of its command line; there are no others. */
    @Override
    public HealthReport initialize(ModuleSettings settings) throws ModuleException {
        if (!settings.configuration().isEmpty()) {
            throw new ModuleException(
                    ErrorCode.INVALID_INPUT,
                    "configuration: this engine is configured by its command line; it must be empty",
                    "configuration");
        }
        return healthCheck();
    }

    @Override
    public HealthReport healthCheck() {
        boolean free = catalogue.all().stream()
                .anyMatch(host -> host.slots().running() < host.slots().parallel());
        return new HealthReport(free ? HealthState.READY : HealthState.BUSY, null);
    }

    @Override
    public ModuleCapabilities getCapabilities() {
        List<ModelCapability> models =
                catalogue.all().stream().map(EngineModule::capability).toList();
        Runtime runtime = Runtime.getRuntime();
        Hardware hardware = new Hardware(
                System.getProperty("os.arch"), runtime.availableProcessors(), runtime.maxMemory(), List.of());
        return new ModuleCapabilities(
                InterfaceVersion.CURRENT.toString(), NAME, VERSION, models, hardware, ResourceNeeds.UNKNOWN);
    }

    @Override
    public InferenceResult runInference(InferenceRequest request, PieceListener pieces)
            throws ModuleException, IOException {
        tally.asked();
        boolean done = false;
        try {
            ModelHost host = catalogue
                    .find(request.model())
                    .orElseThrow(() -> new ModuleException(
                            ErrorCode.UNKNOWN_MODEL, "there is no model " + request.model(), "model"));
            InferenceResult result = new Generation(host, request, clock.instant(), clock).run(pieces);
            tally.answered(result);
            done = true;
            return result;
        } finally {
            if (!done) {
                tally.failed();
            }
        }
    }

    @Override
    public ModuleMetrics getMetrics() {
        int running = 0;
        int waiting = 0;
        for (ModelHost host : catalogue.all()) {
            running += host.slots().running();
            waiting += host.slots().waiting();
        }
        return tally.metrics(running, waiting, Duration.between(started, clock.instant()));
    }

    private static ModelCapability capability(ModelHost host) {
        return new ModelCapability(
                host.model().name().toString(),
                "sha256:" + host.model().digest(),
                host.model().model().shape().context(),
                host.slots().parallel(),
                List.of(Feature.values()));
    }
}
