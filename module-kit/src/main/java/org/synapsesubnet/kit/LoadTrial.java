package org.synapsesubnet.kit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.synapsesubnet.api.inference.HealthReport;
import org.synapsesubnet.api.inference.ModelCapability;

/** As many answers at once as a model says it has slots, and the module's health meanwhile. */
final class LoadTrial {
    /** More would test the kit's machine rather than the module. */
    private static final int MOST = 16;

    private final Target target;
    private final Findings findings;
    private final ModelCapability model;
    private final Duration healthWithin;

    LoadTrial(Target target, Findings findings, ModelCapability model, Duration healthWithin) {
        this.target = target;
        this.findings = findings;
        this.model = model;
        this.healthWithin = healthWithin;
    }

    void run() {
        int slots = Math.min(model.parallelSlots(), MOST);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> running = new ArrayList<>();
            for (int i = 0; i < slots; i++) {
                running.add(callers.submit(() -> target.post("/inference", Chat.with(model.name(), false))));
            }
            findings.check(
                    Rule.HEALTH_UNDER_LOAD,
                    () -> target.get("/health", healthWithin).as(HealthReport.class));
            findings.check(Rule.SLOTS_HOLD, () -> {
                for (Future<Reply> answer : running) {
                    Reply reply = result(answer);
                    if (reply.status() != 200) {
                        throw new NoAnswerException("one of " + slots + " at once: " + reply);
                    }
                }
            });
        }
    }

    private static Reply result(Future<Reply> answer) throws NoAnswerException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new NoAnswerException(cause == null ? e.toString() : String.valueOf(cause.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException("interrupted");
        }
    }
}
