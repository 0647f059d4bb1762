package org.synapsesubnet.platform.time;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import java.time.Clock;
import java.time.InstantSource;

/** Offers the system's clock in UTC for injection as {@link Clock} or {@link InstantSource}. */
@ApplicationScoped
public class SystemTime {

    @Produces
    @Typed({Clock.class, InstantSource.class})
    Clock clock() {
        return Clock.systemUTC();
    }
}
