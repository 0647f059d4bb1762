package org.synapsesubnet.miner.scaling;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Models by their full names: without a tag {@code :latest} is meant, as in Ollama. */
final class ModelNames {

    private ModelNames() {}

    static String full(String model) {
        return model.indexOf(':', model.lastIndexOf('/') + 1) < 0 ? model + ":latest" : model;
    }

    static Set<String> full(Collection<String> models) {
        return models.stream().map(ModelNames::full).collect(Collectors.toUnmodifiableSet());
    }
}
