package org.synapsesubnet.validator.verification;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.synapsesubnet.platform.concurrent.VirtualThreads;
import org.synapsesubnet.platform.persistence.Database;
import org.synapsesubnet.validator.gateway.routing.MinerDirectory;

/** Puts verification together from what the container offers. */
@ApplicationScoped
public class VerificationAssembly {

    private static final Duration CONNECT_DEADLINE = Duration.ofSeconds(2);

    @Inject
    private Config config;

    @Inject
    private InstantSource clock;

    @Inject
    private MeterRegistry registry;

    @Inject
    private MinerDirectory directory;

    @Inject
    @VirtualThreads
    private ExecutorService threads;

    @Resource(lookup = Database.JNDI_NAME)
    private DataSource database;

    @SuppressWarnings("NullAway.Init") // set by start(), before anything is produced
    private HttpClient client;

    @SuppressWarnings("NullAway.Init") // set by start(), before anything is produced
    private Verification verification;

    @PostConstruct
    void start() {
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_DEADLINE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        VerificationSettings settings = VerificationSettings.from(config);
        verification = new Verification(
                database,
                directory,
                settings,
                settings.reference().map(any -> new TrustedReference(client, settings, System::nanoTime)),
                threads,
                new VerificationMetrics(registry),
                clock,
                System::nanoTime);
        var unused = threads.submit(verification::learnModels);
    }

    /** A client's threads would keep the application's class loader alive after an undeployment. */
    @PreDestroy
    void stop() {
        client.shutdownNow();
    }

    @Produces
    @Singleton
    Verification verification() {
        return verification;
    }
}
