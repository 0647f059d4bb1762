package org.synapsesubnet.miner.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Asks a miner's engines what they have. */
final class ModelSight {

    private final OllamaClient client;
    private final ExecutorService threads;

    ModelSight(OllamaClient client, ExecutorService threads) {
        this.client = client;
        this.threads = threads;
    }

    private record Answer(EngineView engine, Map<ModelName, HeldModel> held) {}

    /** Empty when no engine answers. The volume is one, so any of them can tell what is on it. */
    Optional<VolumeView> look(MinerSeats miner) throws InterruptedException {
        List<Callable<Answer>> questions = miner.engines().stream()
                .<Callable<Answer>>map(seat -> () -> ask(seat))
                .toList();
        var answers = new ArrayList<Answer>();
        for (Future<Answer> answer : threads.invokeAll(questions)) {
            try {
                answers.add(answer.get());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof ModelException)) {
                    throw new IllegalStateException("An engine can't be looked at", e.getCause());
                }
                // It doesn't answer; its health is somebody else's business.
            }
        }
        return answers.isEmpty()
                ? Optional.empty()
                : Optional.of(new VolumeView(
                        answers.getFirst().held(),
                        answers.stream().map(Answer::engine).toList()));
    }

    private Answer ask(EngineSeat seat) throws ModelException, InterruptedException {
        Map<ModelName, HeldModel> held = client.tags(seat.address());
        return new Answer(new EngineView(seat, client.ps(seat.address())), held);
    }
}
