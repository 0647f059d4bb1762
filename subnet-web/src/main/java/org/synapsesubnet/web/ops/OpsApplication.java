package org.synapsesubnet.web.ops;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;

/** {@code /ops}: open to whoever reaches the listener, which is the loopback until an operator says otherwise. */
@ApplicationPath("/ops")
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Synapse Subnet",
                        version = "0.1.0",
                        description = "The gateway's faces, the registry of modules and the operator's interface."))
public class OpsApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(PrometheusResource.class, ReadinessResource.class);
    }
}
