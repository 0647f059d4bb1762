package org.synapsesubnet.axon.watch;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.synapsesubnet.api.receipt.Outcome;
import org.synapsesubnet.axon.queue.SlotQueue;

/** What an Ollama doesn't tell: requests by outcome, queue, slots, time to the first byte, durations, tokens. */
public final class AxonMetrics {

    private final SlotQueue queue;
    private final Map<Outcome, LongAdder> answers = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> refusals = new ConcurrentSkipListMap<>();
    private final LongAdder promptTokens = new LongAdder();
    private final LongAdder completionTokens = new LongAdder();
    private final Histogram queueWait = new Histogram();
    private final Histogram firstByte = new Histogram();
    private final Histogram duration = new Histogram();
    private final ModelFigures models = new ModelFigures();

    public AxonMetrics(SlotQueue queue) {
        this.queue = queue;
        for (Outcome outcome : Outcome.values()) {
            answers.put(outcome, new LongAdder());
        }
    }

    /** An answer ended; the duration counts from the request's admission. */
    public void answered(Outcome outcome, long prompt, long completion, long nanos) {
        answers.computeIfAbsent(outcome, o -> new LongAdder()).increment();
        promptTokens.add(prompt);
        completionTokens.add(completion);
        duration.record(nanos);
    }

    /**
     * An answer of a model ended.
     *
     * @param model as the engine lists it; empty for one that it doesn't
     */
    public void answeredBy(String model, Outcome outcome, AnswerTimes times) {
        models.answered(model, outcome, times);
    }

    /** A request was refused; {@code code} is one of the axon's own, of which there are few. */
    public void refused(String code) {
        refusals.computeIfAbsent(code, c -> new LongAdder()).increment();
    }

    public void queued(long nanos) {
        queueWait.record(nanos);
    }

    /** From a slot to the first byte of the answer. */
    public void firstByte(long nanos) {
        firstByte.record(nanos);
    }

    /** All figures in the Prometheus text format 0.0.4. */
    public String toPrometheusText() {
        var text = new StringBuilder(4_096);
        head(text, "synapse_axon_answers_total", "counter", "Answers by how they ended.");
        answers.forEach((outcome, count) ->
                text.append("synapse_axon_answers_total{outcome=\"%s\"} %d\n".formatted(outcome.code(), count.sum())));
        head(text, "synapse_axon_refusals_total", "counter", "Requests refused by the axon, by its error code.");
        refusals.forEach((code, count) ->
                text.append("synapse_axon_refusals_total{code=\"%s\"} %d\n".formatted(code, count.sum())));
        head(text, "synapse_axon_tokens_total", "counter", "Tokens as counted by the engine.");
        text.append("synapse_axon_tokens_total{kind=\"prompt\"} %d\n".formatted(promptTokens.sum()));
        text.append("synapse_axon_tokens_total{kind=\"completion\"} %d\n".formatted(completionTokens.sum()));
        gauge(text, "synapse_axon_slots", "Requests that the engine works on at once at most.", queue.slots());
        gauge(text, "synapse_axon_slots_busy", "Requests that the engine works on now.", queue.busy());
        gauge(text, "synapse_axon_queue_bound", "Requests that may wait.", queue.bound());
        gauge(text, "synapse_axon_queue_depth", "Requests that wait now.", queue.queued());
        ResidentMemory.bytes()
                .ifPresent(bytes -> gauge(text, "process_resident_memory_bytes", "Memory of the process.", bytes));
        histogram(text, "synapse_axon_queue_wait_seconds", "Time in the queue.", queueWait);
        histogram(text, "synapse_axon_time_to_first_byte_seconds", "From a slot to the first byte.", firstByte);
        histogram(text, "synapse_axon_request_duration_seconds", "From admission to the last byte.", duration);
        models.writeTo(text);
        return text.toString();
    }

    private static void gauge(StringBuilder text, String name, String help, long value) {
        head(text, name, "gauge", help);
        text.append(name).append(' ').append(value).append('\n');
    }

    private static void histogram(StringBuilder text, String name, String help, Histogram histogram) {
        head(text, name, "histogram", help);
        histogram.writeTo(text, name);
    }

    static void head(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }
}
