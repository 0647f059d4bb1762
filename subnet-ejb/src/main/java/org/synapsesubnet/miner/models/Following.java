package org.synapsesubnet.miner.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Follows an engine's work by its lines, and gives up on it when it gets no further: Ollama repeats the last line many
 * times a second while nothing comes.
 */
final class Following {

    private static final String DONE = "success";

    private final Patience patience;

    Following(Patience patience) {
        this.patience = patience;
    }

    /** Returns when the engine says that the work is done. */
    void to(LineQueue lines, Consumer<ProgressLine> progress) throws ModelException, InterruptedException, IOException {
        long end = System.nanoTime() + patience.whole().toNanos();
        long moved = System.nanoTime();
        ProgressLine last = new ProgressLine("", "", 0, 0);
        for (Optional<String> text = lines.next(patience.quiet());
                text.isPresent();
                text = lines.next(patience.quiet())) {
            if (text.get().isBlank()) {
                continue;
            }
            ProgressLine next = read(text.get());
            if (!next.equals(last)) {
                moved = System.nanoTime();
                progress.accept(next);
                last = next;
            }
            refuseSlowness(moved, end);
        }
        if (!last.status().equals(DONE)) {
            throw new ModelException(
                    ModelFault.ENGINE_UNREACHABLE, "the engine broke off after \"" + last.status() + "\"");
        }
    }

    private void refuseSlowness(long moved, long end) throws ModelException {
        long now = System.nanoTime();
        if (now - moved > patience.quiet().toNanos()) {
            throw late("no progress for " + seconds(patience.quiet()));
        }
        if (now > end) {
            throw late("not done within " + seconds(patience.whole()));
        }
    }

    private static ProgressLine read(String text) throws ModelException {
        JsonNode line = OllamaLine.tree(text);
        if (line.hasNonNull("error")) {
            String said = line.path("error").asText();
            throw new ModelException(EngineWords.fault(said), OllamaLine.shown(said));
        }
        return new ProgressLine(
                line.path("status").asText(),
                line.path("digest").asText(""),
                line.path("total").asLong(),
                line.path("completed").asLong());
    }

    private static ModelException late(String why) {
        return new ModelException(ModelFault.DEADLINE_EXCEEDED, why);
    }

    private static String seconds(Duration time) {
        return TimeUnit.NANOSECONDS.toSeconds(time.toNanos()) + " s";
    }
}
