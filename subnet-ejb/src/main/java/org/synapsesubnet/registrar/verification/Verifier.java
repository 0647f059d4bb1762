package org.synapsesubnet.registrar.verification;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.ContainerPolicy;
import org.synapsesubnet.container.docker.DockerEngine;
import org.synapsesubnet.platform.concurrent.VirtualThreads;
import org.synapsesubnet.platform.persistence.Database;
import org.synapsesubnet.registrar.signing.SigningKey;

/** Puts the verifications' desk together from what the container offers. */
@ApplicationScoped
public class Verifier {

    @Inject
    private Config config;

    @Inject
    private InstantSource clock;

    @Inject
    @VirtualThreads
    private ExecutorService threads;

    @Resource(lookup = Database.JNDI_NAME)
    private DataSource database;

    private VerificationDesk desk;

    @SuppressWarnings("NullAway.Init") // filled by open
    protected Verifier() {}

    @PostConstruct
    void open() {
        VerifierSettings settings = VerifierSettings.from(config);
        Optional<ContainerEngine> engine =
                settings.engine().map(address -> new DockerEngine(address, ContainerPolicy.STRICT, threads));
        desk = new VerificationDesk(
                node(),
                settings,
                engine,
                new VerificationRows(database, clock),
                new VerificationBook(database, clock, key()),
                clock,
                threads);
    }

    private SigningKey key() {
        try {
            return SigningKey.of(Path.of(config.getValue("synapse.registrar.signing-key-file", String.class)));
        } catch (IOException e) {
            throw new IllegalStateException("The verifier can't start: " + e.getMessage(), e);
        }
    }

    /** Asked at deployment. */
    void awake() {
        try {
            desk.tidy();
        } catch (SQLException e) {
            throw new IllegalStateException("The verifier can't start: " + e.getMessage(), e);
        }
    }

    boolean isOpen() {
        return desk.isOpen();
    }

    String node() {
        return config.getValue("synapse.node.name", String.class);
    }

    void started(@Observes(during = TransactionPhase.AFTER_SUCCESS) VerificationStarted subject) {
        desk.start(subject);
    }

    void cancel(UUID verification, String by) throws SQLException {
        desk.cancel(verification, by);
    }

    @PreDestroy
    void close() {
        desk.close();
    }
}
