package org.synapsesubnet.tests.servers;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.Archive;
import org.synapsesubnet.tests.support.RealPart;

/** The same WAR on PostgreSQL, told so by environment variables alone. */
class PayaraMicroPostgresqlIT extends ServerContract {

    @Deployment(testable = false)
    static Archive<?> application() {
        RealPart.found("PostgreSQL", PostgresqlServer.programs());
        return Archives.war();
    }
}
