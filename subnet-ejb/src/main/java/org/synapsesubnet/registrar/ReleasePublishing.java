package org.synapsesubnet.registrar;

import org.synapsesubnet.api.module.ReleaseView;

/**
 * A release is about to be published, in the transaction that publishes it. Whoever hears of it refuses by a
 * {@link org.synapsesubnet.api.problem.ProblemException}.
 *
 * @param release still a draft
 */
public record ReleasePublishing(ReleaseView release) {}
