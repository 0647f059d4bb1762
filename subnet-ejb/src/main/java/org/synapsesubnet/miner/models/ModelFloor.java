package org.synapsesubnet.miner.models;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.Config;

/** Holds what the models of all hosts of this node share. */
@ApplicationScoped
public class ModelFloor {

    @Inject
    private Config config;

    @SuppressWarnings("NullAway.Init") // made when everything is injected
    private ModelWorks works;

    @PostConstruct
    void make() {
        works = ModelWorks.of(ModelSettings.from(config));
    }

    public ModelWorks works() {
        return works;
    }
}
