package org.synapsesubnet.validator.scoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** Offers scoring with the calibration that is configured. */
@ApplicationScoped
public class ScoringAssembly {

    static final String CALIBRATION = "synapse.scoring.calibration";

    @Inject
    private Config config;

    @Inject
    private InstantSource clock;

    @Produces
    @Singleton
    Scoring scoring() {
        return new Scoring(
                Calibration.parse(List.of(
                        config.getOptionalValue(CALIBRATION, String[].class).orElse(new String[0]))),
                clock);
    }
}
