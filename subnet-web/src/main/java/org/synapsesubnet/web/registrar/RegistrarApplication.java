package org.synapsesubnet.web.registrar;

import jakarta.ws.rs.ApplicationPath;
import java.util.Set;
import org.synapsesubnet.web.rest.RestApplication;

/** {@code /registrar}. */
@ApplicationPath("/registrar")
public class RegistrarApplication extends RestApplication {
    public RegistrarApplication() {
        super(Set.of(TrustedKeysResource.class));
    }
}
