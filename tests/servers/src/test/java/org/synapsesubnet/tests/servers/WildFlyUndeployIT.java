package org.synapsesubnet.tests.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The EAR goes while WildFly stays: the connector stops cleanly and in time. */
@ExtendWith(ArquillianExtension.class)
class WildFlyUndeployIT {

    private static final String APPLICATION = "application";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(5);

    /** Of the connector's log. */
    private static final String CLOSED = "SYN004001";

    private static final String ABANDONED = "SYN004005";
    private static final String NOT_CLEANLY = "SYN004006";

    @ArquillianResource
    @SuppressWarnings("NullAway.Init") // injected by Arquillian
    private Deployer deployer;

    private final Face face = new Face(8080 + Integer.getInteger("wildfly.offset"));

    @Deployment(name = APPLICATION, managed = false, testable = false)
    static Archive<?> application() {
        return Archives.ear();
    }

    @Test
    void anUndeploymentStopsTheConnectorInTimeWhileItDeliversBlocks() throws Exception {
        deployer.deploy(APPLICATION);
        await("readiness").atMost(PATIENCE).until(() -> face.get("/ops/ready").statusCode() == 200);
        long closedBefore = closed();

        long begun = System.nanoTime();
        deployer.undeploy(APPLICATION);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(TIME_TO_STOP);
        assertThat(closed()).isEqualTo(closedBefore + 1);
        assertThat(log()).doesNotContain(ABANDONED, NOT_CLEANLY);
    }

    private static long closed() throws IOException {
        return log().lines().filter(line -> line.contains(CLOSED)).count();
    }

    private static String log() throws IOException {
        return Files.readString(Path.of(System.getProperty("wildfly.home"), "standalone", "log", "server.log"));
    }
}
