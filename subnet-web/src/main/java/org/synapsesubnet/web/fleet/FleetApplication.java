package org.synapsesubnet.web.fleet;

import jakarta.ws.rs.ApplicationPath;
import java.util.Set;
import org.synapsesubnet.web.rest.RestApplication;

/** {@code /fleet}. */
@ApplicationPath("/fleet")
public class FleetApplication extends RestApplication {
    public FleetApplication() {
        super(Set.of(
                FleetMinersResource.class,
                FleetHostsResource.class,
                FleetResourcesResource.class,
                FleetScalingResource.class));
    }
}
