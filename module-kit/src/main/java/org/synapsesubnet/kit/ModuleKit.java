package org.synapsesubnet.kit;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.synapsesubnet.api.inference.HealthReport;
import org.synapsesubnet.api.inference.InterfaceVersion;
import org.synapsesubnet.api.inference.ModelCapability;
import org.synapsesubnet.api.inference.ModuleCapabilities;
import org.synapsesubnet.api.inference.ModuleMetrics;

/**
 * Tests a module by the rules of the module interface. What a rule needs and the module doesn't give leaves the rule
 * untried, so that one fault is told once.
 */
public final class ModuleKit {
    private static final Duration HEALTH = Duration.ofSeconds(2);

    private final Target target;
    private final Findings findings = new Findings();

    private ModuleKit(Target target) {
        this.target = target;
    }

    /**
     * @param module its root, without {@code /module/v1}
     * @param patience how long an answer may take
     */
    public static Report test(URI module, Duration patience) {
        try (Target target = new Target(module, patience)) {
            ModuleKit kit = new ModuleKit(target);
            kit.run();
            return kit.findings.report(target.root());
        }
    }

    private void run() {
        if (!findings.check(Rule.HEALTH_ANSWERS, this::health)) {
            return;
        }
        findings.check(Rule.INITIALIZE_REPEATABLE, this::initialize);
        boolean counted = findings.check(Rule.METRICS_ANSWER, () -> metrics());
        capabilities().ifPresent(capabilities -> {
            for (ModelCapability model : capabilities.models()) {
                new ModelTrial(target, findings, model, HEALTH).run(counted);
            }
        });
    }

    private void health() throws NoAnswerException {
        Reply reply = target.get("/health", HEALTH);
        HealthReport report = reply.as(HealthReport.class);
        findings.require(
                Rule.HEALTH_STATUS_AGREES, reply.status() == report.state().httpStatus(), reply.toString());
    }

    private void initialize() throws NoAnswerException {
        for (int i = 0; i < 2; i++) {
            Reply reply = target.post("/initialize", "{\"configuration\":{}}");
            HealthReport report = reply.as(HealthReport.class);
            if (reply.status() != report.state().httpStatus()) {
                throw new NoAnswerException(reply.toString());
            }
        }
    }

    private ModuleMetrics metrics() throws NoAnswerException {
        Reply reply = target.get("/metrics");
        if (reply.status() != 200) {
            throw new NoAnswerException(reply.toString());
        }
        return reply.as(ModuleMetrics.class);
    }

    private Optional<ModuleCapabilities> capabilities() {
        Answered<ModuleCapabilities> read = new Answered<>();
        findings.check(Rule.CAPABILITIES_COMPLETE, () -> {
            Reply reply = target.get("/capabilities");
            if (reply.status() != 200) {
                throw new NoAnswerException(reply.toString());
            }
            // A digest that is none has a rule of its own.
            boolean digests = ModelLists.haveDigests(reply.body());
            findings.require(Rule.MODELS_BY_DIGEST, digests, reply.toString());
            if (digests) {
                read.set(reply.as(ModuleCapabilities.class));
            }
        });
        return read.get().filter(this::understood).filter(this::steady);
    }

    private boolean understood(ModuleCapabilities capabilities) {
        boolean understood =
                InterfaceVersion.CURRENT.understands(InterfaceVersion.parse(capabilities.interfaceVersion()));
        findings.require(
                Rule.INTERFACE_UNDERSTOOD,
                understood,
                "it speaks " + capabilities.interfaceVersion() + ", this kit " + InterfaceVersion.CURRENT);
        return understood;
    }

    private boolean steady(ModuleCapabilities first) {
        return findings.check(Rule.CAPABILITIES_STEADY, () -> {
            ModuleCapabilities second = target.get("/capabilities").as(ModuleCapabilities.class);
            findings.require(Rule.CAPABILITIES_STEADY, first.equals(second), "first " + first + ", then " + second);
        });
    }
}
