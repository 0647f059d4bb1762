package org.synapsesubnet.web.registry;

import jakarta.ws.rs.ApplicationPath;
import java.util.HashMap;
import java.util.Map;
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
                DeploymentsResource.class,
                BuildsResource.class,
                BuildLogResource.class,
                SignaturesResource.class,
                ManifestResource.class,
                VerificationResource.class,
                PassportResource.class,
                ReleaseDocsResource.class));
    }

    /** Jersey, in Payara, holds back the first 8 KiB of a log unless told not to. */
    @Override
    public Map<String, Object> getProperties() {
        Map<String, Object> properties = new HashMap<>(super.getProperties());
        properties.put("jersey.config.server.contentLength.buffer", 0);
        return properties;
    }
}
