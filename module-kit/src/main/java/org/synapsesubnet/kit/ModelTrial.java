package org.synapsesubnet.kit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.synapsesubnet.api.inference.ErrorBody;
import org.synapsesubnet.api.inference.ErrorCode;
import org.synapsesubnet.api.inference.Feature;
import org.synapsesubnet.api.inference.InferenceEvent;
import org.synapsesubnet.api.inference.InferenceResult;
import org.synapsesubnet.api.inference.ModelCapability;
import org.synapsesubnet.api.inference.ModuleMetrics;
import org.synapsesubnet.api.inference.StopReason;

/** The rules that are tried with one of the module's models. */
final class ModelTrial {
    private final Target target;
    private final Findings findings;
    private final ModelCapability model;
    private final Duration healthWithin;

    ModelTrial(Target target, Findings findings, ModelCapability model, Duration healthWithin) {
        this.target = target;
        this.findings = findings;
        this.model = model;
        this.healthWithin = healthWithin;
    }

    /** @param counted whether the module has metrics */
    void run(boolean counted) {
        Optional<InferenceResult> answer = answer(counted);
        refusals();
        if (answer.isEmpty()) {
            return;
        }
        findings.check(Rule.NEW_FIELDS_IGNORED, () -> infer(Chat.withNewField(model.name())));
        if (has(Feature.SEED)) {
            findings.check(Rule.SEED_REPEATS, () -> repeat(answer.get()));
        }
        if (has(Feature.STREAM)) {
            findings.check(Rule.STREAM_WELL_FORMED, this::stream);
        }
        if (has(Feature.OLLAMA)) {
            findings.check(Rule.OLLAMA_LISTS_MODELS, this::ollama);
        }
        new LoadTrial(target, findings, model, healthWithin).run();
    }

    private Optional<InferenceResult> answer(boolean counted) {
        Answered<InferenceResult> read = new Answered<>();
        findings.check(Rule.INFERENCE_ANSWERS, () -> {
            Optional<ModuleMetrics> before = counted ? Optional.of(metrics()) : Optional.empty();
            InferenceResult result = infer(Chat.with(model.name(), false));
            read.set(result);
            findings.require(
                    Rule.TOKENS_COUNTED,
                    result.promptTokens() > 0
                            && (result.completionTokens() > 0 || result.text().isEmpty()),
                    result.toString());
            boolean within = result.completionTokens() < Chat.MAX_TOKENS
                    || (result.completionTokens() == Chat.MAX_TOKENS && result.reason() == StopReason.LENGTH);
            findings.require(Rule.LIMIT_KEPT, within, "asked for " + Chat.MAX_TOKENS + ", got " + result);
            if (before.isPresent()) {
                countedUp(before.get(), metrics(), result);
            }
        });
        return read.get();
    }

    /** Others may use the module meanwhile, so its counts may have grown by more. */
    private void countedUp(ModuleMetrics before, ModuleMetrics after, InferenceResult result) {
        boolean grown = after.requestsTotal() > before.requestsTotal()
                && after.completionTokensTotal() - before.completionTokensTotal() >= result.completionTokens()
                && after.promptTokensTotal() - before.promptTokensTotal() >= result.promptTokens();
        findings.require(Rule.METRICS_COUNT, grown, "before " + before + ", after " + after + ", between " + result);
    }

    private void refusals() {
        findings.check(
                Rule.UNKNOWN_MODEL_REFUSED,
                () -> refused(
                        Chat.with("no-such-model-" + model.digest().substring(7, 15), false), ErrorCode.UNKNOWN_MODEL));
        findings.check(Rule.BAD_JSON_REFUSED, () -> refused("{\"model\":", ErrorCode.INVALID_INPUT));
        findings.check(Rule.FIELD_NAMED, () -> {
            Reply reply = refused(Chat.withWrongType(model.name()), ErrorCode.INVALID_INPUT);
            String field = reply.as(ErrorBody.class).error().field();
            if (!"options.maxTokens".equals(field)) {
                throw new NoAnswerException("options.maxTokens was wrong, but the field is " + field);
            }
        });
    }

    private Reply refused(String body, ErrorCode code) throws NoAnswerException {
        Reply reply = target.post("/inference", body);
        if (!reply.refusesWith(code)) {
            throw new NoAnswerException(reply.toString());
        }
        return reply;
    }

    private void repeat(InferenceResult first) throws NoAnswerException {
        InferenceResult second = infer(Chat.with(model.name(), false));
        if (!first.text().equals(second.text())) {
            throw new NoAnswerException("first \"" + first.text() + "\", then \"" + second.text() + "\"");
        }
    }

    private void stream() throws NoAnswerException {
        Reply reply = target.post("/inference", Chat.with(model.name(), true));
        if (reply.status() != 200 || !reply.contentType().startsWith("application/x-ndjson")) {
            throw new NoAnswerException(reply.contentType() + " " + reply);
        }
        List<String> lines = reply.body().lines().toList();
        StringBuilder pieces = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            InferenceEvent event = new Reply(200, "", lines.get(i)).as(InferenceEvent.class);
            InferenceResult result = event.result();
            if (i < lines.size() - 1 && event.text() != null) {
                pieces.append(event.text());
            } else if (i == lines.size() - 1 && result != null) {
                findings.require(
                        Rule.STREAM_ADDS_UP,
                        result.text().contentEquals(pieces),
                        "pieces \"" + pieces + "\", text \"" + result.text() + "\"");
            } else {
                throw new NoAnswerException("line " + (i + 1) + " of " + lines.size() + ": " + lines.get(i));
            }
        }
        if (lines.isEmpty()) {
            throw new NoAnswerException("no line came");
        }
    }

    private void ollama() throws NoAnswerException {
        Reply reply = target.getBeside("/api/tags");
        if (reply.status() != 200 || !ModelLists.lists(reply.body(), model.name())) {
            throw new NoAnswerException(reply.toString());
        }
    }

    private InferenceResult infer(String body) throws NoAnswerException {
        Reply reply = target.post("/inference", body);
        if (reply.status() != 200) {
            throw new NoAnswerException(reply.toString());
        }
        return reply.as(InferenceResult.class);
    }

    private ModuleMetrics metrics() throws NoAnswerException {
        return target.get("/metrics").as(ModuleMetrics.class);
    }

    private boolean has(Feature feature) {
        return model.features().contains(feature);
    }
}
