package org.synapsesubnet.miner.models;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.synapsesubnet.api.problem.InvalidValue;

/** Refuses a model that can't be had beside the others of its miner. */
final class ModelConflicts {

    private final Map<ModelName, WantedModel> others;

    /** @param wanted all models of the miner; one of the same name gives way to the new one */
    ModelConflicts(List<WantedModel> wanted, ModelName except) {
        others = wanted.stream()
                .filter(model -> !model.name().equals(except))
                .collect(Collectors.toMap(WantedModel::name, Function.identity()));
    }

    /** @throws InvalidValue naming the field at fault and the other model */
    void refuse(WantedModel model) {
        for (WantedModel other : others.values()) {
            refuse(model, other);
        }
        if (model.source() instanceof ModelSource.From from) {
            refuseCircle(model.name(), from.parent());
        }
    }

    private static void refuse(WantedModel model, WantedModel other) {
        if (other.source() instanceof ModelSource.Pull pull) {
            if (pull.reference().equals(model.name()) && !model.isPulledAsItIs()) {
                throw new InvalidValue("name", "is what model " + other.name() + " pulls; it must be pulled as it is");
            }
            if (model.source() instanceof ModelSource.Pull own
                    && own.reference().equals(pull.reference())
                    && !model.digest().isEmpty()
                    && !other.digest().isEmpty()
                    && !model.digest().equals(other.digest())) {
                throw new InvalidValue(
                        "digest", "must be " + other.digest() + ", as model " + other.name() + " pulls the same");
            }
        }
        if (model.source() instanceof ModelSource.Pull own
                && own.reference().equals(other.name())
                && !other.isPulledAsItIs()) {
            throw new InvalidValue("pull", "is the name of another model of this miner, which isn't pulled as it is");
        }
    }

    private void refuseCircle(ModelName start, ModelName parent) {
        Set<ModelName> seen = new HashSet<>(Set.of(start));
        ModelName next = parent;
        while (seen.add(next)) {
            WantedModel model = others.get(next);
            if (model == null || !(model.source() instanceof ModelSource.From from)) {
                return;
            }
            next = from.parent();
        }
        throw new InvalidValue("from", "models would be made of one another in a circle");
    }
}
