package org.synapsesubnet.registrar.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.synapsesubnet.api.module.ModuleView;
import org.synapsesubnet.api.module.ReleaseView;
import org.synapsesubnet.registrar.Modules;
import org.synapsesubnet.registrar.Releases;
import org.synapsesubnet.registrar.passport.SignedPassport;
import org.synapsesubnet.registrar.verification.Verifications;

/** Makes the page about a release from all that the registrar knows of it. */
@ApplicationScoped
@Transactional
public class ReleaseDocuments {
    @Inject
    private Modules modules;

    @Inject
    private Releases releases;

    @Inject
    private Verifications verifications;

    protected ReleaseDocuments() {}

    /** @throws org.synapsesubnet.api.problem.ProblemException with status 404 when there is no such release */
    public Document of(String module, String version) {
        ModuleView about = modules.find(module).module();
        ReleaseView release = releases.find(module, version).release();
        Optional<SignedPassport> passport = verifications.passportIfAny(module, version);
        return ReleaseDocument.of(about, release, passport);
    }
}
