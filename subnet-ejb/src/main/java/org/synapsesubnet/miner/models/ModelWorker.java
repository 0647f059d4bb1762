package org.synapsesubnet.miner.models;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.synapsesubnet.container.EngineException;

/** Takes the steps of plans, on threads of their own, and hands over what each came to. */
final class ModelWorker {

    private final OllamaClient client;
    private final Egress egress;
    private final BlobStore blobs;
    private final ProgressBoard board;
    private final Set<String> plainRegistries;
    private final IntFunction<Duration> rest;
    private final InstantSource clock;
    private final Consumer<ModelOutcome> outcomes;

    /** @param rest how long to wait after so many failures in a row, from 1 */
    ModelWorker(
            OllamaClient client,
            Egress egress,
            BlobStore blobs,
            ProgressBoard board,
            Set<String> plainRegistries,
            IntFunction<Duration> rest,
            InstantSource clock,
            Consumer<ModelOutcome> outcomes) {
        this.client = client;
        this.egress = egress;
        this.blobs = blobs;
        this.board = board;
        this.plainRegistries = Set.copyOf(plainRegistries);
        this.rest = rest;
        this.clock = clock;
        this.outcomes = outcomes;
    }

    /** @param engine that the volume is changed through; a step in memory names its own */
    void take(String miner, EngineSeat engine, ModelStep step) {
        try {
            switch (step) {
                case ModelStep.Pull pull -> told("pull", pull, tell -> pull(engine, pull, tell));
                case ModelStep.CreateOfBlob create -> told("create", create, tell -> create(engine, create, tell));
                case ModelStep.CreateOfModel create -> told("create", create, tell -> create(engine, create, tell));
                case ModelStep.Reject reject -> client.delete(engine.address(), reject.rejected());
                case ModelStep.Delete delete -> {
                    client.delete(engine.address(), delete.name());
                    ModelLog.LOG.deleted(miner, delete.name(), delete.why());
                }
                case ModelStep.Warm warm -> client.warm(warm.engine().address(), warm.name());
                case ModelStep.Unload unload -> client.unload(unload.engine().address(), unload.name());
            }
        } catch (ModelException e) {
            outcomes.accept(failed(miner, step, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pull(EngineSeat engine, ModelStep.Pull pull, Consumer<ProgressLine> tell)
            throws ModelException, InterruptedException {
        try {
            egress.open(engine.container());
            try {
                boolean plain = plainRegistries.contains(pull.reference().registry());
                client.pull(engine.address(), pull.reference(), plain, tell);
            } finally {
                egress.close(engine.container());
            }
        } catch (EngineException e) {
            throw new ModelException(
                    ModelFault.ENGINE_FAILED,
                    "the way to the registry can't be opened or closed: " + e.getMessage(),
                    e);
        }
        refuseOther(engine, pull);
    }

    /** What isn't what it shall be is taken away before anybody is told that it is there. */
    private void refuseOther(EngineSeat engine, ModelStep.Pull pull) throws ModelException, InterruptedException {
        String wanted = pull.model().digest();
        HeldModel held = client.tags(engine.address()).get(pull.reference());
        if (held != null && !wanted.isEmpty() && !held.digest().equals(wanted)) {
            client.delete(engine.address(), pull.reference());
            throw new ModelException(
                    ModelFault.WRONG_DIGEST,
                    "the registry gives " + held.digest() + " for " + pull.reference() + ", wanted is " + wanted);
        }
    }

    private void create(EngineSeat engine, ModelStep.CreateOfBlob create, Consumer<ProgressLine> tell)
            throws ModelException, InterruptedException {
        if (!client.hasBlob(engine.address(), create.digest())) {
            Path file = blobs.find(create.digest())
                    .orElseThrow(() -> new ModelException(
                            ModelFault.BLOB_MISSING, "the file of " + create.digest() + " isn't on this node"));
            tell.accept(new ProgressLine("sending the file", create.digest(), 0, 0));
            client.sendBlob(engine.address(), create.digest(), file);
        }
        client.createOfBlob(
                engine.address(), create.name(), create.digest(), create.model().variant(), tell);
        made(engine, create.model(), create.recipe());
    }

    private void create(EngineSeat engine, ModelStep.CreateOfModel create, Consumer<ProgressLine> tell)
            throws ModelException, InterruptedException {
        client.createOfModel(
                engine.address(), create.name(), create.parent(), create.model().variant(), tell);
        made(engine, create.model(), create.recipe());
    }

    private void made(EngineSeat engine, WantedModel model, String recipe) throws ModelException, InterruptedException {
        HeldModel held = client.tags(engine.address()).get(model.name());
        if (held == null) {
            throw new ModelException(ModelFault.ENGINE_FAILED, "the engine made it and doesn't list it");
        }
        int context = model.variant().contextTokens();
        if (context > 0) {
            Pattern line = Pattern.compile("(?m)^num_ctx\\s+" + context + "$");
            if (!line.matcher(client.parameters(engine.address(), model.name())).find()) {
                throw new ModelException(ModelFault.ENGINE_FAILED, "the engine made it without num_ctx " + context);
            }
        }
        outcomes.accept(new ModelOutcome(
                model.miner(), model.name(), model.revision(), record -> record.made(recipe, held.digest())));
    }

    private void told(String work, ModelStep.Bringing step, Work doing) throws ModelException, InterruptedException {
        ProgressTeller teller = new ProgressTeller(board, step.model(), work, clock.instant());
        teller.running(new ProgressLine("begins", "", 0, 0));
        try {
            doing.with(teller::running);
            teller.done();
        } catch (ModelException e) {
            teller.failed(e.fault().text() + ": " + e.reason());
            throw e;
        } catch (InterruptedException e) {
            teller.failed("broken off");
            throw e;
        }
    }

    private ModelOutcome failed(String miner, ModelStep step, ModelException e) {
        return new ModelOutcome(miner, step.name(), step.revision(), record -> {
            // A registry that gives something else will do so again; each try would cost the whole model.
            Instant retry = e.fault() == ModelFault.WRONG_DIGEST
                    ? ModelRecord.NEVER
                    : clock.instant().plus(rest.apply(record.failures() + 1));
            return record.failed(e.fault(), e.reason(), retry);
        });
    }

    private interface Work {
        void with(Consumer<ProgressLine> tell) throws ModelException, InterruptedException;
    }
}
