package org.synapsesubnet.registrar.verification;

import java.util.UUID;
import org.synapsesubnet.api.module.ReleaseView;

/** Somebody wants a release verified, and the row that says so is written. */
record VerificationStarted(UUID id, UUID releaseId, ReleaseView release) {}
