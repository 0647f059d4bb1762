package org.synapsesubnet.axon.watch;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.synapsesubnet.api.receipt.Outcome;

/**
 * What is measured of each model. At most {@value #MOST} have figures of their own; further ones, and what the engine
 * doesn't list, are {@code other} together, so that no caller can make the text grow.
 */
final class ModelFigures {

    static final int MOST = 64;

    private static final String OTHER = "other";
    private static final String LABEL = "gen_ai_request_model";

    private final Map<String, Figures> figures = new ConcurrentSkipListMap<>();

    private static final class Figures {
        private final Map<Outcome, LongAdder> answers = new ConcurrentSkipListMap<>();
        private final Histogram firstToken = new Histogram();
        private final Histogram perOutputToken = new Histogram();
        private final Histogram load = new Histogram();
    }

    /** @param model as the engine lists it; empty for one that it doesn't */
    void answered(String model, Outcome outcome, AnswerTimes times) {
        Figures of = of(model.isEmpty() ? OTHER : model);
        of.answers.computeIfAbsent(outcome, any -> new LongAdder()).increment();
        if (times.firstByte() > 0) {
            of.firstToken.record(times.firstByte());
        }
        if (times.perOutputToken() > 0) {
            of.perOutputToken.record(times.perOutputToken());
        }
        if (outcome == Outcome.FINISHED) {
            of.load.record(times.load());
        }
    }

    private Figures of(String model) {
        Figures known = figures.get(model);
        return known != null
                ? known
                : figures.computeIfAbsent(figures.size() < MOST ? model : OTHER, any -> new Figures());
    }

    void writeTo(StringBuilder text) {
        AxonMetrics.head(text, "synapse_axon_model_answers_total", "counter", "Answers by model and how they ended.");
        figures.forEach((model, of) -> of.answers.forEach(
                (outcome, count) -> text.append("synapse_axon_model_answers_total{%s,outcome=\"%s\"} %d\n"
                        .formatted(label(model), outcome.code(), count.sum()))));
        write(
                text,
                "gen_ai_server_time_to_first_token_seconds",
                "From a slot to the first byte, by model.",
                of -> of.firstToken);
        write(
                text,
                "gen_ai_server_time_per_output_token_seconds",
                "Between two tokens, by model.",
                of -> of.perOutputToken);
        write(
                text,
                "synapse_axon_load_duration_seconds",
                "What the engine says it loaded the model, by model.",
                of -> of.load);
    }

    private void write(StringBuilder text, String name, String help, Function<Figures, Histogram> part) {
        AxonMetrics.head(text, name, "histogram", help);
        figures.forEach((model, of) -> part.apply(of).writeTo(text, name, label(model)));
    }

    private static String label(String model) {
        String escaped = model.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return LABEL + "=\"" + escaped + "\"";
    }
}
