package org.synapsesubnet.web.registry;

import org.jspecify.annotations.Nullable;
import org.synapsesubnet.registrar.ExpectedTag;
import org.synapsesubnet.web.problem.Problems;
import org.synapsesubnet.web.rest.IfMatch;

/** What a writer's {@code If-Match} says to the registry. */
final class Conditions {
    private Conditions() {}

    static ExpectedTag expected(@Nullable String ifMatch) {
        return new ExpectedTag(IfMatch.of(ifMatch).tags());
    }

    /** @throws org.synapsesubnet.api.problem.ProblemException with status 428 where there is no condition */
    static ExpectedTag required(@Nullable String ifMatch, String advice) {
        IfMatch condition = IfMatch.of(ifMatch);
        if (!condition.present()) {
            throw Problems.preconditionRequired(advice);
        }
        return new ExpectedTag(condition.tags());
    }
}
