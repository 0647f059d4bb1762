package org.synapsesubnet.tests.servers;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.Archive;

/** The EAR on WildFly, configured by the script for operators. */
class WildFlyIT extends ServerContract {

    @Deployment(testable = false)
    static Archive<?> application() {
        return Archives.ear();
    }
}
