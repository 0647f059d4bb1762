package org.synapsesubnet.registrar.verification.load;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.passport.LoadPoint;

/** Where the line of tokens over streams stops to rise: a step that brings less than a tenth more, or a failure. */
final class Bend {
    private @Nullable LoadPoint best;
    private boolean reached;

    void add(LoadPoint point) {
        boolean rises = best == null || point.milliTokensPerSecond() * 10 >= best.milliTokensPerSecond() * 11;
        boolean useful = point.failures() == 0 && point.tokens() > 0;
        if (rises && useful) {
            best = point;
        } else {
            reached = true;
        }
    }

    boolean reached() {
        return reached;
    }

    /** The last load that was worth it; empty when none was. */
    Optional<LoadPoint> best() {
        return Optional.ofNullable(best);
    }
}
