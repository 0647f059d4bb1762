package org.synapsesubnet.registrar.verification.load;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.synapsesubnet.api.inference.ModelCapability;
import org.synapsesubnet.api.passport.Capacity;
import org.synapsesubnet.api.passport.LoadPoint;

/** Asks a module with 1, 2, 4 … streams at once until more of them bring no more tokens. */
public final class Benchmark {
    private final ModuleClient client;
    private final LoadSettings settings;
    private final AtomicLong number = new AtomicLong();

    private Benchmark(ModuleClient client, LoadSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    /**
     * @param module its root; its first model is asked
     * @throws IOException when it doesn't say which models it serves, or answers nothing at all
     */
    public static Capacity of(URI module, LoadSettings settings) throws IOException, InterruptedException {
        try (ModuleClient client = new ModuleClient(module, settings)) {
            ModelCapability model = client.capabilities().models().getFirst();
            return new Benchmark(client, settings).measure(model);
        }
    }

    private Capacity measure(ModelCapability model) throws IOException, InterruptedException {
        var points = new ArrayList<LoadPoint>();
        Bend bend = new Bend();
        int streams = 1;
        while (streams <= settings.mostStreams() && !bend.reached()) {
            LoadPoint point = load(model, streams);
            points.add(point);
            bend.add(point);
            streams *= 2;
        }
        return new Capacity(
                model.name(), bend.best().orElseThrow(() -> new IOException("no answer came whole")), points);
    }

    private LoadPoint load(ModelCapability model, int streams) throws InterruptedException {
        long start = System.nanoTime();
        long stop = start + settings.step().toNanos();
        var samples = new ArrayList<AnswerSample>();
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
        try {
            var running = new ArrayList<Future<List<AnswerSample>>>();
            for (int i = 0; i < streams; i++) {
                running.add(callers.submit(() -> ask(model, stop)));
            }
            for (Future<List<AnswerSample>> stream : running) {
                samples.addAll(result(stream, stop + settings.patience().toNanos()));
            }
        } finally {
            callers.shutdownNow();
        }
        return LoadFigures.of(streams, samples, System.nanoTime() - start);
    }

    /** One answer after another. One that fails ends the stream: a module that refuses would be asked too fast. */
    private List<AnswerSample> ask(ModelCapability model, long stop) throws InterruptedException {
        var samples = new ArrayList<AnswerSample>();
        do {
            samples.add(client.answer(model, number.incrementAndGet()));
        } while (samples.getLast().whole() && System.nanoTime() < stop);
        return samples;
    }

    private static List<AnswerSample> result(Future<List<AnswerSample>> stream, long deadline)
            throws InterruptedException {
        try {
            return stream.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return List.of(AnswerSample.FAILED);
        }
    }
}
