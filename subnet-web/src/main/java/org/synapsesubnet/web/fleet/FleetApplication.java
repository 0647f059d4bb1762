package org.synapsesubnet.web.fleet;

import jakarta.ws.rs.ApplicationPath;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.synapsesubnet.web.rest.RestApplication;

/** {@code /fleet}. */
@ApplicationPath("/fleet")
public class FleetApplication extends RestApplication {
    public FleetApplication() {
        super(Set.of(
                FleetMinersResource.class,
                FleetHostsResource.class,
                FleetModelsResource.class,
                FleetVolumeResource.class,
                FleetBlobsResource.class,
                FleetProgressResource.class,
                FleetResourcesResource.class,
                FleetScalingResource.class));
    }

    /** Progress is told as it comes: Jersey, in Payara, holds back the first 8 KiB of an answer unless told not to. */
    @Override
    public Map<String, Object> getProperties() {
        Map<String, Object> properties = new HashMap<>(super.getProperties());
        properties.put("jersey.config.server.contentLength.buffer", 0);
        return properties;
    }
}
