package org.synapsesubnet.web.access;

import jakarta.ws.rs.ApplicationPath;
import java.util.Set;
import org.synapsesubnet.web.rest.RestApplication;

/** {@code /access}. */
@ApplicationPath("/access")
public class AccessApplication extends RestApplication {
    public AccessApplication() {
        super(Set.of(ApiKeysResource.class));
    }
}
