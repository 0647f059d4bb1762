package org.synapsesubnet.validator.verification;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.chain.api.KeyScheme;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.chain.api.NeuronInfo;
import org.synapsesubnet.validator.gateway.routing.MinerDirectory;

/**
 * Decides what each miner is asked in an epoch. All of it follows from the epoch's secret, the snapshot and the models
 * that miners and reference say they have.
 */
final class ChallengePlan {

    private static final int LEAST_TOKENS = 24;
    private static final int MOST_TOKENS = 48;
    private static final int ROLE_IN = 3;
    private static final String LATEST = ":latest";

    private final MinerDirectory directory;
    private final VerificationSettings settings;

    ChallengePlan(MinerDirectory directory, VerificationSettings settings) {
        this.directory = directory;
        this.settings = settings;
    }

    /** @param referenceModels full names of the models that the reference has; empty when that isn't known */
    List<Challenge> of(EpochKey key, Metagraph snapshot, String secretHex, Set<String> referenceModels) {
        List<Challenge> challenges = new ArrayList<>();
        Set<String> requests = new HashSet<>();
        for (NeuronInfo neuron : snapshot.neurons()) {
            Optional<Hotkey> miner = challenged(key, neuron);
            if (miner.isEmpty()) {
                continue;
            }
            for (int number = 0; number < settings.challenges(); number++) {
                SecretDraws draws = new SecretDraws(
                        secretHex, "challenge/v1:%s:%d:%s:%d".formatted(key.chain(), key.epoch(), miner.get(), number));
                Set<String> models = models(neuron, referenceModels);
                if (!models.isEmpty()) {
                    challenges.add(draw(draws, miner.get(), number, neuron.uid(), models, requests));
                }
            }
        }
        return challenges;
    }

    private static Optional<Hotkey> challenged(EpochKey key, NeuronInfo neuron) {
        if (neuron.axon().isEmpty() || neuron.hotkey().scheme() != KeyScheme.SECP256K1) {
            return Optional.empty();
        }
        return Optional.of(Hotkey.parse(neuron.hotkey().address())).filter(hotkey -> !hotkey.equals(key.validator()));
    }

    /** Those of the miner's that the reference has too; a miner that never said what it has is asked for what others do. */
    private Set<String> models(NeuronInfo neuron, Set<String> referenceModels) {
        Set<String> said = directory
                .byHotkey(neuron.hotkey())
                .map(miner -> miner.status().models())
                .orElse(Set.of());
        Set<String> checkable = new TreeSet<>(said);
        checkable.retainAll(referenceModels);
        if (!checkable.isEmpty()) {
            return checkable;
        }
        if (!said.isEmpty()) {
            return new TreeSet<>(said);
        }
        return new TreeSet<>(referenceModels.isEmpty() ? directory.models() : referenceModels);
    }

    private Challenge draw(
            SecretDraws draws, Hotkey miner, int number, int uid, Set<String> models, Set<String> requests) {
        String model = draws.oneOf(List.copyOf(models));
        int moment = draws.below(Challenge.MILLION);
        long probeSeed = draws.next();
        String request = request(draws, model, number);
        while (!requests.add(request)) {
            request = request(draws, model, number);
        }
        return new Challenge(miner, number, uid, model, request, moment, probeSeed);
    }

    private String request(SecretDraws draws, String model, int number) {
        ChallengeShape shape = ChallengeShape.drawn(draws, number);
        PromptWriter prompts = new PromptWriter(draws);
        boolean brief = model.endsWith(LATEST) && draws.below(2) == 0;
        return shape.write(new ChallengeShape.Question(
                brief ? model.substring(0, model.length() - LATEST.length()) : model,
                draws.below(ROLE_IN) == 0 ? prompts.role() : "",
                prompts.question(),
                draws.oneOf(List.of(0.8, 0.8, 0.8, 0.7, 0.9, 1.0)),
                draws.below(Integer.MAX_VALUE),
                draws.between(LEAST_TOKENS, MOST_TOKENS),
                settings.numCtx(),
                draws.oneOf(List.of(1, 3, 5, 5))));
    }
}
