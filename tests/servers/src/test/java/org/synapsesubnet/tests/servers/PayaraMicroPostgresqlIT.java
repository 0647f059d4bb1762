package org.synapsesubnet.tests.servers;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.condition.EnabledIf;
import org.opentest4j.TestAbortedException;
import org.synapsesubnet.tests.support.RealPart;

/** The same WAR on PostgreSQL, told so by environment variables alone. */
@EnabledIf("postgresqlIsThere")
class PayaraMicroPostgresqlIT extends ServerContract {

    /** Asked before the server is started, which an assumption inside a test would be too late for. */
    static boolean postgresqlIsThere() {
        try {
            RealPart.found("PostgreSQL", PostgresqlServer.programs());
            return true;
        } catch (TestAbortedException e) {
            return false;
        }
    }

    @Deployment(testable = false)
    static Archive<?> application() {
        return Archives.war();
    }
}
