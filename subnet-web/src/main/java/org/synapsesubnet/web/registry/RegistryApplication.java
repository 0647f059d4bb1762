package org.synapsesubnet.web.registry;

import jakarta.ws.rs.ApplicationPath;
import java.util.Set;
import org.synapsesubnet.web.rest.RestApplication;

/** {@code /modules}. */
@ApplicationPath("/modules")
public class RegistryApplication extends RestApplication {
    public RegistryApplication() {
        super(Set.of(
                ModulesResource.class,
                ReleasesResource.class,
                ChannelsResource.class,
                ConfigurationResource.class,
                DeploymentsResource.class));
    }
}
