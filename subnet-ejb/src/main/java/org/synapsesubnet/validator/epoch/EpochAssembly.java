package org.synapsesubnet.validator.epoch;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.chain.OwnKeys;
import org.synapsesubnet.chain.api.ChainConnectionFactory;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.outbox.Outbox;
import org.synapsesubnet.platform.concurrent.VirtualThreads;
import org.synapsesubnet.platform.lease.LeaseKeeper;
import org.synapsesubnet.platform.lease.Leases;
import org.synapsesubnet.platform.persistence.Database;
import org.synapsesubnet.validator.scoring.Scoring;
import org.synapsesubnet.validator.verification.Verification;

/** Puts the conducting of epochs together from what the container offers. */
@ApplicationScoped
public class EpochAssembly {

    @Inject
    private Config config;

    @Inject
    private InstantSource clock;

    @Inject
    private MeterRegistry registry;

    @Inject
    @VirtualThreads
    private ExecutorService threads;

    @Inject
    private Verification verification;

    @Inject
    private Scoring scoring;

    @Inject
    private Outbox outbox;

    @Inject
    private OwnKeys keys;

    @Inject
    private ChainIdentity chain;

    @Inject
    private ChainConnectionFactory connections;

    @Resource(lookup = Database.JNDI_NAME)
    private DataSource database;

    @SuppressWarnings("NullAway.Init") // set by start(), before anybody can call
    private EpochConductor conductor;

    @SuppressWarnings("NullAway.Init") // set by start(), before anybody can call
    private EvidenceRetention retention;

    private @Nullable ValidatorEnrolment enrolment;

    @PostConstruct
    void start() {
        EpochSettings settings = EpochSettings.from(config, keys.node());
        EpochRows rows = new EpochRows(keys.hotkey().hotkey(), chain, clock);
        EpochWork work = new MinerWork(verification, scoring);
        LeaseKeeper lead = new LeaseKeeper(
                new Leases(database),
                "epochs/" + chain + "/" + keys.hotkey().hotkey(),
                settings.node(),
                settings.leaseTtl(),
                System::nanoTime);
        conductor = new EpochConductor(
                database,
                lead,
                connections,
                rows,
                outbox,
                work,
                new ChallengeWaves(work, threads),
                settings,
                new EpochMetrics(registry),
                new SecureRandom(),
                clock);
        retention = new EvidenceRetention(database, settings.evidenceRetention(), clock);
        if (config.getValue("synapse.validator.enrol", Boolean.class)) {
            enrolment = new ValidatorEnrolment(
                    database,
                    connections,
                    outbox,
                    new ValidatorEnrolment.Plan(
                            keys.hotkeyId(),
                            keys.coldkeyId(),
                            config.getValue("synapse.validator.stake-rao", Long.class)),
                    settings.chainDeadline());
        }
    }

    /** Takes every step that is due. */
    void advance() {
        Optional.ofNullable(enrolment).ifPresent(ValidatorEnrolment::advance);
        conductor.advance();
    }

    void cleanUp() {
        try {
            int forgotten;
            do {
                forgotten = retention.sweep();
            } while (EvidenceRetention.isFull(forgotten));
        } catch (SQLException e) {
            EpochLog.LOG.databaseFails(e.toString());
        }
    }

    void stop() {
        try {
            conductor.stop();
        } catch (SQLException e) {
            EpochLog.LOG.databaseFails(e.toString());
        }
    }
}
