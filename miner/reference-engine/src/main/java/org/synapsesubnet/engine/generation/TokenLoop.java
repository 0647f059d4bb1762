package org.synapsesubnet.engine.generation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.synapsesubnet.engine.generation.GenerationEvent.Failed;
import org.synapsesubnet.engine.generation.GenerationEvent.Finished;
import org.synapsesubnet.engine.generation.GenerationEvent.Piece;
import org.synapsesubnet.engine.generation.GenerationEvent.Usage;
import org.synapsesubnet.engine.llama.LlamaModel;
import org.synapsesubnet.engine.sampling.LogProbabilities;
import org.synapsesubnet.engine.sampling.Sampler;
import org.synapsesubnet.engine.tokenizer.BpeTokenizer;
import org.synapsesubnet.engine.tokenizer.StopGate;
import org.synapsesubnet.engine.tokenizer.TextStream;
import org.synapsesubnet.engine.tokenizer.Vocabulary;

/** Makes one answer, token by token, on the calling thread. */
final class TokenLoop {

    private final LlamaModel model;
    private final Vocabulary vocabulary;
    private final GenerationRequest request;
    private final Sampler sampler;
    private final Duration tokenDelay;
    private final Cancellation cancellation;
    private final LongSupplier nanoTime;
    private final Consumer<GenerationEvent> listener;
    private final TextStream text = new TextStream();
    private final StopGate gate;
    private final List<TokenLogProbability> logProbabilities = new ArrayList<>();
    private int[] tokens;
    private int length;

    TokenLoop(
            LlamaModel model,
            BpeTokenizer tokenizer,
            GenerationRequest request,
            long freshSeed,
            Duration tokenDelay,
            Cancellation cancellation,
            LongSupplier nanoTime,
            Consumer<GenerationEvent> listener) {
        this.model = model;
        this.vocabulary = tokenizer.vocabulary();
        this.request = request;
        this.sampler = new Sampler(request.options(), freshSeed);
        this.tokenDelay = tokenDelay;
        this.cancellation = cancellation;
        this.nanoTime = nanoTime;
        this.listener = listener;
        this.gate = new StopGate(request.options().stop());
        this.tokens = request.prompt();
        this.length = tokens.length;
    }

    /** Runs until the answer is whole or nobody wants it; tells the pieces and returns the end. */
    GenerationEvent run(Slot slot) {
        long start = nanoTime.getAsLong();
        int promptTokens = length;
        float[] logits = computePrompt(slot);
        long promptDone = nanoTime.getAsLong();
        DoneReason reason = DoneReason.LENGTH;
        int drawn = 0;
        int most = request.options().numPredict() < 0
                ? Integer.MAX_VALUE
                : request.options().numPredict();
        while (drawn < most && length < request.context() && !cancellation.isCancelled()) {
            cancellation.pause(tokenDelay);
            int token = sampler.next(logits, tokens, length);
            drawn++;
            if (vocabulary.isEnd(token)) {
                reason = DoneReason.STOP;
                break;
            }
            append(token);
            tell(token, logits);
            if (gate.stopped()) {
                reason = DoneReason.STOP;
                break;
            }
            if (drawn < most && length < request.context()) {
                logits = model.forward(tokens, length - 1, 1, slot.cache(), slot.workspace());
            }
        }
        if (cancellation.isCancelled()) {
            return new Failed("the generation was cancelled");
        }
        tellRest();
        Usage usage = new Usage(promptTokens, promptDone - start, drawn, nanoTime.getAsLong() - promptDone);
        return new Finished(
                reason,
                usage,
                IntStream.of(Arrays.copyOf(tokens, length)).boxed().toList());
    }

    /** At least the last token is computed anew: its logits aren't kept. */
    private float[] computePrompt(Slot slot) {
        slot.cache().truncate(Math.min(slot.cache().commonPrefix(tokens), length - 1));
        float[] logits = new float[0];
        for (int from = slot.cache().length(); from < length && !cancellation.isCancelled(); ) {
            int count = Math.min(LlamaModel.maxBatch(), length - from);
            logits = model.forward(tokens, from, count, slot.cache(), slot.workspace());
            from += count;
        }
        return logits;
    }

    private void append(int token) {
        if (length == tokens.length) {
            tokens = Arrays.copyOf(tokens, Math.min(request.context(), Math.max(16, length * 2)));
        }
        tokens[length++] = token;
    }

    private void tell(int token, float[] logits) {
        if (request.logProbabilities()) {
            LogProbabilities all = new LogProbabilities(logits);
            List<TokenLogProbability> top = all.top(request.topLogProbabilities()).stream()
                    .map(entry -> describe(entry, List.of()))
                    .toList();
            logProbabilities.add(describe(all.of(token), top));
        }
        String shown = gate.add(vocabulary.isControl(token) ? "" : text.add(vocabulary.bytes(token)));
        if (!shown.isEmpty()) {
            emit(shown);
        }
    }

    private void tellRest() {
        String rest = gate.add(text.finish()) + gate.finish();
        if (!rest.isEmpty() || !logProbabilities.isEmpty()) {
            emit(rest);
        }
    }

    private void emit(String shown) {
        listener.accept(new Piece(shown, logProbabilities));
        logProbabilities.clear();
    }

    private TokenLogProbability describe(LogProbabilities.Entry entry, List<TokenLogProbability> top) {
        byte[] bytes = vocabulary.bytes(entry.token());
        List<Integer> values = IntStream.range(0, bytes.length)
                .mapToObj(i -> Byte.toUnsignedInt(bytes[i]))
                .toList();
        return new TokenLogProbability(new String(bytes, StandardCharsets.UTF_8), values, entry.value(), top);
    }
}
