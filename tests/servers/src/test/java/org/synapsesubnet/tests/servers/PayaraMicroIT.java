package org.synapsesubnet.tests.servers;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.Test;

/** The WAR beside the connector on stock Payara Micro, on H2. */
class PayaraMicroIT extends ServerContract {

    @Deployment(testable = false)
    static Archive<?> application() {
        return Archives.war();
    }

    @Test
    void microProfileHealthAndMetricsShowTheApplication() throws Exception {
        assertThat(face().get("/health/ready").body()).contains("\"database\"").contains("UP");
        assertThat(face().get("/metrics").body()).contains("jvm_memory_used_bytes{area=\"heap\"");
    }
}
