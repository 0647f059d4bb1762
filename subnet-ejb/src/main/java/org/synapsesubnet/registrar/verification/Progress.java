package org.synapsesubnet.registrar.verification;

import org.synapsesubnet.api.passport.StageReport;
import org.synapsesubnet.api.passport.VerificationStage;

/** Hears how a verification gets on. */
interface Progress {
    void enters(VerificationStage stage);

    void ended(StageReport report);
}
