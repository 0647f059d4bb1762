package org.synapsesubnet.miner.models;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The lines of an answer as they come, to be taken with a deadline each; a blocking stream knows none. */
final class LineQueue implements Flow.Subscriber<String> {

    private sealed interface News {
        record Line(String text) implements News {}

        record End(Optional<Throwable> cause) implements News {}
    }

    private final BlockingQueue<News> news = new LinkedBlockingQueue<>();
    private volatile Flow.@Nullable Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription lines) {
        subscription = lines;
        lines.request(1);
    }

    @Override
    public void onNext(String line) {
        news.add(new News.Line(line));
    }

    @Override
    public void onError(Throwable cause) {
        news.add(new News.End(Optional.of(cause)));
    }

    @Override
    public void onComplete() {
        news.add(new News.End(Optional.empty()));
    }

    /**
     * The next line, empty when there is none any more.
     *
     * @throws ModelException {@code DEADLINE_EXCEEDED} when none comes in time
     */
    Optional<String> next(Duration patience) throws InterruptedException, IOException, ModelException {
        News next = news.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        return switch (next) {
            case null ->
                throw new ModelException(
                        ModelFault.DEADLINE_EXCEEDED, "the engine says nothing for " + patience.toSeconds() + " s");
            case News.Line line -> {
                Flow.Subscription lines = subscription;
                if (lines != null) {
                    lines.request(1);
                }
                yield Optional.of(line.text());
            }
            case News.End end
            when end.cause().isPresent() ->
                throw new IOException(
                        "the engine broke off: " + end.cause().get().getMessage(),
                        end.cause().get());
            case News.End end -> Optional.empty();
        };
    }

    /** Hangs up. */
    void cancel() {
        Flow.Subscription lines = subscription;
        if (lines != null) {
            lines.cancel();
        }
    }
}
