package org.synapsesubnet.platform.server;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** On Payara the application's figures appear at MicroProfile's {@code /metrics} too; WildFly dropped that API. */
@ApplicationScoped
public class ServerMetrics {

    @Inject
    private MeterRegistry figures;

    /** Of the injection point Payara asks for annotations, which a look-up through {@code CDI.current()} lacks. */
    @Inject
    private Instance<Object> beans;

    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        if (hasMicroProfileMetrics()) {
            Mirror.start(figures, beans);
        }
    }

    private static boolean hasMicroProfileMetrics() {
        try {
            Class.forName("org.eclipse.microprofile.metrics.MetricRegistry");
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** A class of its own, so that the missing API is not looked for before it is known to be there. */
    private static final class Mirror {

        static void start(MeterRegistry figures, Instance<Object> beans) {
            new MicroProfileMetrics(beans.select(MetricRegistry.class).get()).mirror(figures);
        }
    }
}
